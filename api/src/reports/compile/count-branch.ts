import type { CountMeasure } from '../../metrics/measure.ts';
import { type BranchShape, branchColumns, groupBy, groupColumns, groupNames } from './branch.ts';
import type { Source } from './source.ts';

/** Counts of events and outcomes. Lines that add to none of them would only open empty groups, so they are left out. */
export function countBranch(shape: BranchShape, source: Source, measures: readonly CountMeasure[]): string {
  const names = measures.map(({ name }) => name);
  const sums = new Map(names.map((name) => [`sum_${name}`, `sum(${name})`]));
  return `
    SELECT${branchColumns(shape, groupColumns(shape, source), sums)}
    FROM ${source.from}
    WHERE ${[...source.where, `${names.join(' + ')} > 0`].join('\n      AND ')}${groupBy(groupNames(shape))}`;
}
