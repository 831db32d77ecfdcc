import { expect, test } from 'vitest';
import type { Rate } from '../../api/types.ts';
import { groupRates } from './rate-status.ts';

const rate = (id: number, valid_from: string, price: string, gpu_model = 'H100'): Rate => ({
  id,
  resource: 'gpu',
  match: { gpu_model },
  unit: 'gpu_hour',
  price,
  currency: 'USD',
  valid_from,
  created_at: valid_from,
});

test('one price of a group is valid now; the others are past, to come, or were replaced before they began', () => {
  const [group] = groupRates(
    [
      rate(1, '2026-01-01T00:00:00Z', '3.99'),
      rate(2, '2026-06-01T00:00:00Z', '6.87'),
      rate(3, '2026-06-01T00:00:00Z', '6.88'),
      rate(4, '2027-01-01T00:00:00Z', '5.00'),
    ],
    Date.parse('2026-11-01T00:00:00Z'),
  );
  expect(group!.rates.map(({ rate: { id }, status, until }) => [id, status, until])).toEqual([
    [4, 'to come', null],
    [3, 'valid now', '2027-01-01T00:00:00Z'],
    [2, 'never valid', null],
    [1, 'past', '2026-06-01T00:00:00Z'],
  ]);
});

test('prices for different things are different groups', () => {
  const start = '2026-01-01T00:00:00Z';
  expect(groupRates([rate(1, start, '1'), rate(2, start, '2', 'A100')], Date.parse(start))).toHaveLength(2);
});
