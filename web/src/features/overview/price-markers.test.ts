import { expect, test } from 'vitest';
import type { Rate } from '../../api/types.ts';
import { priceMarkers } from './price-markers.ts';

const rate = (id: number, price: string, valid_from: string, gpu_model = 'H100'): Rate => ({
  id,
  resource: 'gpu',
  match: { gpu_model },
  unit: 'gpu_hour',
  price,
  currency: 'USD',
  valid_from,
  created_at: valid_from,
});
const points = ['2026-11-01', '2026-11-02', '2026-11-03'].map((day) => ({
  key: `${day}T00:00:00Z`,
  label: day,
  tick: day,
  unfinished: false,
}));
const end = Date.parse('2026-11-04T00:00:00Z');

test('a price that takes over from another is marked at the bucket where it starts', () => {
  const rates = [rate(1, '3.99', '2026-01-01T00:00:00Z'), rate(2, '6.88', '2026-11-02T06:00:00Z')];
  expect(priceMarkers(rates, points, end)).toEqual([{ index: 1, label: 'H100 3.99 → 6.88 USD' }]);
});

test('a first price, another GPU and a later change are not marked', () => {
  const rates = [
    rate(1, '3.99', '2026-11-02T00:00:00Z'),
    rate(2, '1.79', '2026-11-03T00:00:00Z', 'A100'),
    rate(3, '6.88', '2026-11-09T00:00:00Z'),
  ];
  expect(priceMarkers(rates, points, end)).toEqual([]);
});
