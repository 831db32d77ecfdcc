import { ROLLUP_SETS, type RollupFamily } from '@breakeven/ingest/contract/rollup-sets';
import type { DimensionName } from '../metrics/dimension.ts';
import type { Measure } from '../metrics/measure.ts';
import { lineViews } from './line-views.ts';
import type { Report } from './report.ts';

/** Why a query reads lines, one row per event, instead of the settled totals. */
export type LinesReason =
  | 'distinct_users_not_rolled_up'
  | 'generation_basis_not_rolled_up'
  | 'range_not_on_15_minutes'
  | 'grain_not_on_15_minutes'
  | 'dimension_not_rolled_up'
  | 'needs_two_dimensions';

export type TableChoice =
  | {
      table: 'rollups';
      reason: 'rolled_up';
      /** Which set of each family: '' is the total. */
      sets: Partial<Record<RollupFamily, string>>;
    }
  | { table: 'lines'; reason: LinesReason };

type Question = Pick<Report, 'basis' | 'range' | 'grid'>;

/**
 * Step 4: which table answers, or why not the fast one.
 *
 * 1. Rollups hold event time only: the cohort view needs the request of each line.
 * 2. Rollups hold quarters of an hour: a range or grain that starts within one needs lines.
 * 3. A set splits its family by one dimension; the columns that a price needs come with every set for nothing. What
 *    needs a second dimension, as a breakdown or as a filter, needs lines, and so does a dimension without a set.
 * 4. All families are read from the same table. Lines know an event a moment before the rollups do, and a cost that
 *    counts an event beside a revenue that does not yet would be wrong by more than either. Only distinct users are
 *    never rolled up, because those of two quarters of an hour do not add up.
 */
export function chooseTable(
  { basis, range, grid }: Question,
  measures: readonly Measure[],
  dimensions: readonly DimensionName[],
): TableChoice {
  if (measures.every(({ family }) => family === 'users'))
    return { table: 'lines', reason: 'distinct_users_not_rolled_up' };
  if (basis === 'generation') return { table: 'lines', reason: 'generation_basis_not_rolled_up' };
  if (![range.start, range.end].every(({ epochNanoseconds: ns }) => ns % 900_000_000_000n === 0n))
    return { table: 'lines', reason: 'range_not_on_15_minutes' };
  if (!grid.boundaries.every((boundary) => boundary % 900 === 0))
    return { table: 'lines', reason: 'grain_not_on_15_minutes' };

  const sets: Partial<Record<RollupFamily, string>> = {};
  for (const { family } of measures) {
    if (family === 'users') continue;
    const inSets = new Set(dimensions.filter((name) => !rollupKeys(family, measures).has(name)));
    if ([...inSets].some((name) => !(ROLLUP_SETS[family] as readonly string[]).includes(name)))
      return { table: 'lines', reason: 'dimension_not_rolled_up' };
    if (inSets.size > 1) return { table: 'lines', reason: 'needs_two_dimensions' };
    sets[family] = [...inSets][0] ?? '';
  }
  return { table: 'rollups', reason: 'rolled_up', sets };
}

/** The names of the tables and views that a choice reads, for people. */
export function tableNames({ table }: TableChoice, measures: readonly Measure[]): string {
  const names = measures.map(({ family }) =>
    table === 'rollups' && family !== 'users' ? 'rollups' : lineViews[family],
  );
  return [...new Set(names)].join(', ');
}

/** The dimensions that every set of a family carries as columns, with the name of the column. */
export function rollupKeys(
  family: RollupFamily,
  measures: readonly Measure[],
): ReadonlyMap<DimensionName, string> {
  const usage: [DimensionName, string][] = [
    ['resource', 'resource'],
    ['gpu_model', 'gpu_model'],
    ['gpu_region', 'gpu_region'],
  ];
  if (family === 'blocked_usage') return new Map(usage); // Its stage is that of the block, not of the priced check.
  if (family !== 'usage') return new Map();
  usage.push(['stage', 'price_stage']);
  // Human review is priced by its stage alone, so its classifier is not in the key.
  const reviewed = measures.some(
    (one) => one.family === 'usage' && one.kind === 'cost' && one.resources.includes('human_review'),
  );
  if (!reviewed) usage.push(['classifier', 'price_classifier']);
  return new Map(usage);
}
