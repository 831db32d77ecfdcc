import type { DimensionName } from '../../metrics/dimension.ts';
import type { MeasureColumn } from './measure-columns.ts';
import type { Source } from './source.ts';
import { sqlList } from './sql-list.ts';

/**
 * A branch of the query: the rows of one family, summed. All branches have the same columns, so that the sums of all
 * families meet in one row; names are those of dimensions and measures of the catalog.
 */
export interface BranchShape {
  /**
   * groups: one row per grain and value of the dimensions. totals: one row for everything, which opens no group and is
   * there even if no line is.
   */
  per: 'groups' | 'totals';
  dimensions: readonly DimensionName[];
  columns: readonly MeasureColumn[];
  /** Where rows of `totals` are booked (seconds since 1970): the first grain, so that they open none of their own. */
  firstGrain: number;
}

/** The grain and the dimensions of a source's rows, under the names that they have from then on. */
export function groupColumns({ per, dimensions }: BranchShape, { grainStart, column }: Source): string[] {
  if (per === 'totals') return [];
  return [
    `${grainStart} AS grain_start`,
    ...dimensions.map((name) => `CAST(${column(name)} AS String) AS ${name}`),
  ];
}

/** The names of these columns. */
export function groupNames({ per, dimensions }: BranchShape): string[] {
  return per === 'totals' ? [] : ['grain_start', ...dimensions];
}

/**
 * The SELECT list of a branch: its groups, `present` (whether there is a line and not only a sum of none), and the
 * columns of all branches, where those of other families are empty.
 */
export function branchColumns(
  { per, dimensions, columns, firstGrain }: BranchShape,
  groups: readonly string[],
  sums: ReadonlyMap<string, string>,
): string {
  // Without names: a dimension's name would stand for '' in the conditions of its branch, and UNION goes by position.
  const nowhere = [`toUInt32(${firstGrain})`, ...dimensions.map(() => `''`)];
  return sqlList([
    ...(per === 'totals' ? nowhere : groups),
    `${per === 'totals' ? 0 : 1} AS present`,
    ...columns.map(({ name, nothing }) => `${sums.get(name) ?? nothing} AS ${name}`),
  ]);
}

/** The GROUP BY of some columns, on a line of its own; nothing for none: then the sums are over all rows, in one row. */
export function groupBy(names: readonly string[], indent = 4): string {
  return names.length > 0 ? `\n${' '.repeat(indent)}GROUP BY ${names.join(', ')}` : '';
}
