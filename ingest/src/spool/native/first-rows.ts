import type { RowNumbers } from './column.ts';

let numbers = new Uint32Array(0);

/** 0, 1, 2 and so on, so many: the numbers of all rows. Not to be written to. */
export function firstRows(count: number): RowNumbers {
  if (numbers.length < count)
    numbers = Uint32Array.from({ length: Math.max(count, 10_000) }, (_, row) => row);
  return numbers.subarray(0, count);
}
