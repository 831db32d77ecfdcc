import { Decimal } from 'decimal.js';
import type { Row } from './records.ts';

/** Rows by one metric; unknown values come last whichever way it is sorted. */
export function sortRows(
  rows: Row[],
  { metric, direction }: { metric: string; direction: 'asc' | 'desc' },
): Row[] {
  const sign = direction === 'asc' ? 1 : -1;
  return rows.toSorted((a, b) => {
    const [left, right] = [a[metric] ?? null, b[metric] ?? null];
    if (left === null || right === null) return left === right ? 0 : left === null ? 1 : -1;
    return sign * new Decimal(left).comparedTo(right);
  });
}
