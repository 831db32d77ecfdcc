import { expect, test } from 'vitest';
import type { FxRate } from '../../api/types.ts';
import { newestFirst, newestOfEachPair } from './fx-history.ts';

const rate = (date: string, base: string, value: string, created_at = '2026-11-01T00:00:00Z') =>
  ({ date, base, quote: 'USD', rate: value, created_at }) as FxRate;

test('of each pair the newest day is shown, and of one day what was added last', () => {
  const sorted = newestFirst([
    rate('2026-10-01', 'EUR', '1.07'),
    rate('2026-10-02', 'EUR', '1.08'),
    rate('2026-10-02', 'EUR', '1.09', '2026-11-02T00:00:00Z'),
    rate('2026-10-01', 'BRL', '0.18'),
  ]);
  expect(sorted.map(({ rate }) => rate)).toEqual(['1.09', '1.08', '0.18', '1.07']);
  expect(newestOfEachPair(sorted).map(({ base, rate }) => [base, rate])).toEqual([
    ['EUR', '1.09'],
    ['BRL', '0.18'],
  ]);
});
