import { describe, expect, it } from 'vitest';
import { exchangeAt, exchangeHistory } from './exchange-history.ts';

let id = 0;
const fx = (date: string, base: string, quote: string, rate: string) => {
  id += 1;
  return { id, date, base, quote, rate, createdAt: 0 };
};
const rateOn = (day: string, rates: ReturnType<typeof fx>[], base = 'EUR', quote = 'USD') =>
  exchangeAt(exchangeHistory(rates, base, quote), Date.parse(`${day}T12:00:00Z`) / 1000)?.toString();

describe('exchangeHistory', () => {
  it('takes the newest rate on or before the UTC day, and none before the first', () => {
    const rates = [fx('2026-10-05', 'EUR', 'USD', '1.2'), fx('2026-10-01', 'EUR', 'USD', '1.1')];
    expect(rateOn('2026-09-30', rates)).toBeUndefined();
    expect(rateOn('2026-10-01', rates)).toBe('1.1');
    expect(rateOn('2026-10-04', rates)).toBe('1.1');
    expect(rateOn('2026-10-05', rates)).toBe('1.2');
  });

  it('uses a rate the other way round if it is the newer one', () => {
    const rates = [fx('2026-10-01', 'EUR', 'USD', '1.1'), fx('2026-10-03', 'USD', 'EUR', '0.8')];
    expect(rateOn('2026-10-02', rates)).toBe('1.1');
    expect(rateOn('2026-10-03', rates)).toBe('1.25');
  });

  it('prefers the direct rate of a day, and of two alike the one added last', () => {
    const rates = [
      fx('2026-10-01', 'EUR', 'USD', '1.1'),
      fx('2026-10-01', 'EUR', 'USD', '1.3'),
      fx('2026-10-01', 'USD', 'EUR', '0.5'),
    ];
    expect(rateOn('2026-10-01', rates)).toBe('1.3');
    expect(rateOn('2026-10-01', [...rates].reverse())).toBe('1.3');
  });

  it('does not convert over a third currency', () => {
    const rates = [fx('2026-10-01', 'EUR', 'USD', '1.1'), fx('2026-10-01', 'USD', 'JPY', '150')];
    expect(rateOn('2026-10-02', rates, 'EUR', 'JPY')).toBeUndefined();
  });

  it('keeps a currency as it is, always', () => {
    expect(rateOn('1970-01-01', [], 'USD', 'USD')).toBe('1');
  });
});
