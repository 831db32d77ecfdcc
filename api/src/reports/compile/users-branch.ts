import type { UsersMeasure } from '../../metrics/measure.ts';
import { type BranchShape, branchColumns, groupBy, groupColumns, groupNames } from './branch.ts';
import type { Source } from './source.ts';

/** Distinct users, as states: the users of two groups can't be added, but their states can be merged. */
export function usersBranch(shape: BranchShape, source: Source, measures: readonly UsersMeasure[]): string {
  const sums = new Map(measures.map(({ name }) => [`sum_${name}`, `uniqExactState(user_key)`]));
  return `
    SELECT${branchColumns(shape, groupColumns(shape, source), sums)}
    FROM ${source.from}
    WHERE ${source.where.join('\n      AND ')}${groupBy(groupNames(shape))}`;
}
