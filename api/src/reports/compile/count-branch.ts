import type { CountMeasure } from '../../metrics/measure.ts';
import { type BranchShape, branchColumns, groupBy, groupColumns, groupNames } from './branch.ts';
import type { Source } from './source.ts';

/** Counts of events and outcomes. Lines that add to none of them would only open empty groups, so they are left out. */
export function countBranch(
  shape: BranchShape,
  { from, where, ...source }: Source,
  measures: readonly CountMeasure[],
): string {
  const names = measures.map(({ name }) => name);
  const sums = new Map(names.map((name) => [`sum_${name}`, `sum(${name})`]));
  return `
    SELECT ${branchColumns(shape, groupColumns(shape, { from, where, ...source }), sums)}
    FROM ${from}
    WHERE ${[...where, `${names.join(' + ')} > 0`].join(' AND ')}
    ${groupBy(groupNames(shape))}`;
}
