import { expect, test } from 'vitest';
import { bucketChunks } from './bucket-chunks.ts';

const dirty = (events: number[]) => events.map((count, bucket) => ({ bucket, marks: 1, events: count }));
const sizes = (events: number[]) =>
  [...bucketChunks(dirty(events))].map((chunk) => chunk.map(({ events }) => events));

test('chunks are bounded by events and by buckets, and leave no bucket out', () => {
  expect(sizes([])).toEqual([]);
  expect(sizes([300_000, 200_000, 1])).toEqual([[300_000, 200_000], [1]]);
  expect(sizes([2_000_000, 1])).toEqual([[2_000_000], [1]]);
  expect(sizes(new Array(1200).fill(0)).map((chunk) => chunk.length)).toEqual([500, 500, 200]);
});
