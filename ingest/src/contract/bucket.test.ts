import { expect, test } from 'vitest';
import { bucketOf } from './bucket.ts';

test('a bucket starts at the quarter of an hour and ends before the next', () => {
  const start = Date.UTC(2026, 9, 1, 12, 45);
  expect(bucketOf(start * 1000)).toBe(start / 1000);
  expect(bucketOf((start + 15 * 60_000) * 1000 - 1)).toBe(start / 1000);
  expect(bucketOf((start + 15 * 60_000) * 1000)).toBe(start / 1000 + 900);
});
