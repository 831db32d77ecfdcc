import { expect, test } from 'vitest';
import { axisTicks } from './axis-ticks.ts';

test.each([
  [0, 20_400, [0, 10_000, 20_000, 30_000]],
  [2, 8.4, [0, 2.5, 5, 7.5, 10]],
  [0, 0.031, [0, 0.01, 0.02, 0.03, 0.04]],
  [-194, 20, [-200, -100, 0, 100]],
  [0, 20, [0, 5, 10, 15, 20]],
])('an axis from %d to %d has round ticks and a zero', (low, high, ticks) => {
  expect(axisTicks(low, high)).toEqual(ticks);
});

test('a chart of nothing but zeros still has an axis', () => {
  expect(axisTicks(0, 0)).toEqual([0, 1]);
});
