import type { ReportAnswer } from '../api/types.ts';

/** So much of the period before may be empty at its start before a change against it says more about then than now. */
const EMPTY_SHARE = 0.2;

/**
 * The start of the first bucket of the period before in which there was anything, when a good part of that period lies
 * before it: the service began in the middle of it, and a sum over it is no measure. Undefined when it is comparable.
 */
export function firstComparedBucket({ columns, comparison }: ReportAnswer): string | undefined {
  if (comparison === undefined) return undefined;
  const metrics = columns.flatMap(({ kind }, index) => (kind === 'metric' ? [index] : []));
  const isEmpty = (row: ReportAnswer['rows'][number]) =>
    metrics.every((index) => row[index] === null || Number(row[index]) === 0);
  const first = comparison.rows.findIndex((row) => !isEmpty(row));
  return first > comparison.rows.length * EMPTY_SHARE ? String(comparison.rows[first]![0]) : undefined;
}
