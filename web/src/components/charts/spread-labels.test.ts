import { expect, test } from 'vitest';
import { spreadLabels } from './spread-labels.ts';

test('labels that are far apart stay where they are', () => {
  expect(spreadLabels([5, 1, 9], 2)).toEqual([5, 1, 9]);
});

test('labels on one spot are a gap apart, around that spot', () => {
  expect(spreadLabels([3, 3, 3], 2).toSorted((a, b) => a - b)).toEqual([1, 3, 5]);
});

test('a label pushed onto the next one pushes it on, and the order stays', () => {
  const spread = spreadLabels([1, 1.5, 3.2], 2);
  expect(spread[1]! - spread[0]!).toBeCloseTo(2);
  expect(spread[2]! - spread[1]!).toBeCloseTo(2);
});
