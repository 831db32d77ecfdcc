import { expect, it } from 'vitest';
import type { Rate } from '../stores/rate.ts';
import { compareRates } from './rate-order.ts';

const rate = (id: number, match: Record<string, string>, validFrom = 0): Rate => ({
  ...{ id, resource: 'gpu', match, unit: 'gpu_hour', price: '1', currency: 'USD', months: null },
  ...{ validFrom, createdAt: 0 },
});

it('lets the most match keys win, then the key named first in the contract, then the latest start, then the last added', () => {
  const ordered = [
    rate(1, { gpu_model: 'H100', gpu_region: 'eu' }),
    rate(2, { gpu_model: 'H100' }),
    rate(3, { gpu_region: 'eu' }),
    rate(4, {}, 2000),
    rate(6, {}, 1000),
    rate(5, {}, 1000),
  ];
  expect([...ordered].reverse().sort(compareRates)).toEqual(ordered);
  const checks = [rate(7, { stage: 'video' }), rate(8, { classifier: 'nudity' })];
  expect([...checks].reverse().sort(compareRates)).toEqual(checks);
});
