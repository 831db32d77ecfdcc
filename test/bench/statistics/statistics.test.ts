import { expect, test } from 'vitest';
import { median, percentile } from './percentile.ts';
import { slope } from './slope.ts';

test('a percentile is the smallest measured value that the share of all does not exceed', () => {
  const values = [9, 1, 8, 2, 7, 3, 6, 4, 5, 10];
  expect(percentile(values, 0.5)).toBe(5);
  expect(percentile(values, 0.95)).toBe(10);
  expect(percentile(values, 0.9)).toBe(9);
  expect(percentile(values, 1)).toBe(10);
  expect(percentile([4], 0.01)).toBe(4);
  expect(percentile([], 0.5)).toBeNull();
  expect(values[0]).toBe(9);
});

test('the median is one of the values', () => {
  expect(median([3, 1, 2])).toBe(2);
  expect(median([4, 1, 2, 3])).toBe(2);
});

test('the slope is that of the nearest line', () => {
  expect(
    slope([
      [0, 5],
      [1, 7],
      [2, 9],
    ]),
  ).toBe(2);
  expect(
    slope([
      [0, 1],
      [1, 0],
      [2, 0],
      [3, 1],
    ]),
  ).toBe(0);
  expect(slope([[1, 1]])).toBe(0);
});
