import { expect, test } from 'vitest';
import { piecesOf } from './find-pieces.ts';

const MIDNIGHT = Date.parse('2026-10-01') / 1000;
const QUARTER = 900;

test('many buckets with few events are one piece, whatever lies between them', () => {
  const buckets = [MIDNIGHT, MIDNIGHT + QUARTER, MIDNIGHT + 40 * 86_400].map((bucket) => ({
    bucket,
    events: 10,
  }));
  const [piece, ...others] = piecesOf(buckets);
  expect(others).toEqual([]);
  const whole = { start: MIDNIGHT, end: MIDNIGHT + 40 * 86_400 + QUARTER, slice: 0, slices: 1 };
  expect(piece).toEqual({ whole, slices: [whole], days: 2 });
});

test('a piece has four million events at most, a slice one million; a larger bucket is sliced by its generations', () => {
  const events = [400_000, 600_000, 1, 2_999_999, 9_000_000, 5];
  const pieces = piecesOf(events.map((events, index) => ({ bucket: MIDNIGHT + index * QUARTER, events })));
  expect(pieces.map(({ whole }) => [whole.start, whole.end].map((at) => (at - MIDNIGHT) / QUARTER))).toEqual([
    [0, 4],
    [4, 5],
    [5, 6],
  ]);
  expect(pieces.map(({ slices }) => slices.map(({ slices }) => slices))).toEqual([
    [1, 1, 3, 3, 3],
    new Array(9).fill(9),
    [1],
  ]);
  expect(pieces[1]!.slices.map(({ slice }) => slice)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
});

test('a day is done with the piece that it ends in', () => {
  const half = 86_400 / 2;
  const buckets = [0, half, 2 * half, 3 * half].map((at) => ({ bucket: MIDNIGHT + at, events: 3_000_000 }));
  expect(piecesOf(buckets).map(({ days }) => days)).toEqual([0, 1, 0, 1]);
  expect(piecesOf([])).toEqual([]);
});
