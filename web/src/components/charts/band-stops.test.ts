import { expect, test } from 'vitest';
import { bandStops } from './band-stops.ts';

test('the band changes colour exactly where the lines cross', () => {
  expect(bandStops([0, 0, 4], [2, 2, 2])).toEqual([
    { offset: 0, side: 'gain' },
    { offset: 0.75, side: 'gain' },
    { offset: 0.75, side: 'loss' },
    { offset: 1, side: 'loss' },
  ]);
});

test('buckets without a price do not count as a crossing', () => {
  expect(bandStops([1, null, 1], [2, 2, 2])).toEqual([
    { offset: 0, side: 'gain' },
    { offset: 1, side: 'gain' },
  ]);
});

test('a single bucket has no band', () => {
  expect(bandStops([1], [2])).toEqual([]);
});
