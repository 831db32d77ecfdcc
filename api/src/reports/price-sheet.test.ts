import { Decimal } from 'decimal.js';
import { describe, expect, it } from 'vitest';
import { moneyScale } from '../metrics/money-scale.ts';
import type { Rate, Resource } from '../stores/rate.ts';
import { periodsWithin, priceSheet } from './price-sheet.ts';

const october = Date.UTC(2026, 9, 1);
const seconds = (day: number) => Date.UTC(2026, 9, day) / 1000;
const rate = (resource: Resource, price: string, more: Partial<Rate> = {}): Rate => ({
  ...{ id: 1, resource, match: {}, unit: '', price, currency: 'USD', months: null },
  ...{ validFrom: october, createdAt: 0, ...more },
});
const fx = (day: number, text: string) => ({
  ...{ id: day, date: `2026-10-0${day}`, base: 'EUR', quote: 'USD', rate: text, createdAt: 0 },
});
/** Money of one base unit or micro, as the query computes it. */
const unitPrice = (factor: string | null | undefined) =>
  factor && new Decimal(factor).div(moneyScale).toFixed();

describe('priceSheet', () => {
  it.each<[Resource, string, Partial<Rate>, string]>([
    ['gpu', '3600', {}, '1'],
    ['moderation_check', '1.5', {}, '0.0015'],
    ['human_review', '36', {}, '0.01'],
    ['delivery', '0.02', {}, '0.00000000002'],
    ['storage', '0.02', {}, '0.00000000002'],
    ['storage', '0.02', { months: '2.5' }, '0.00000000005'],
    ['delivery', '0.02', { months: '2.5' }, '0.00000000002'],
  ])('has the price of one base unit of %s', (resource, price, more, expected) => {
    const { usage } = priceSheet({ rates: [rate(resource, price, more)], fxRates: [] }, 'USD');
    expect(unitPrice(usage.factors.at(-1)?.[0])).toBe(expected);
  });

  it('does not round a price whose unit cannot be divided without a rest', () => {
    const { usage } = priceSheet({ rates: [rate('gpu', '1.000000000000000001')], fxRates: [] }, 'USD');
    expect(new Decimal(usage.factors[0]![0]!).div(1e9).toFixed()).toBe('1.000000000000000001');
  });

  it('starts a period whenever a rate or the exchange rate of its currency changes, and only then', () => {
    const rates = [
      rate('gpu', '1', { id: 1, currency: 'EUR' }),
      rate('gpu', '2', { id: 2, validFrom: october + 900_000 }),
    ];
    const fxRates = [fx(2, '1.1'), fx(3, '1.1'), fx(4, '1.2')];
    const { usage, revenue, currencies, rates: ordered } = priceSheet({ rates, fxRates }, 'USD');
    expect(ordered.map(({ id }) => id)).toEqual([2, 1]);
    expect(usage.periods).toEqual([0, seconds(1), seconds(1) + 900, seconds(2), seconds(4)]);
    expect(usage.factors.map((row) => row[1] && new Decimal(row[1]).div(1e9).toNumber())).toEqual([
      null,
      null,
      null,
      1.1,
      1.2,
    ]);
    expect(currencies).toEqual(['USD', 'EUR']);
    expect(revenue.periods).toEqual([0, seconds(2), seconds(4)]);
    expect(revenue.factors.map(([, euro]) => unitPrice(euro))).toEqual([null, '0.0000011', '0.0000012']);
  });

  it('gives only the periods that a range can need', () => {
    const table = { periods: [0, 100, 200, 300], factors: [['a'], ['b'], ['c'], ['d']] };
    expect(periodsWithin(table, 150, 200).factors).toEqual([['b']]);
    expect(periodsWithin(table, 200, 301).factors).toEqual([['c'], ['d']]);
    expect(periodsWithin(table, 500, 600).factors).toEqual([['d']]);
  });
});
