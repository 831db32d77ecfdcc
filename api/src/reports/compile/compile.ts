import type { CostMeasure, Family, Measure, QuantityMeasure } from '../../metrics/measure.ts';
import type { Metric } from '../../metrics/metric.ts';
import { moneyScale } from '../../metrics/money-scale.ts';
import type { TableChoice } from '../choose-table.ts';
import type { PriceSheet } from '../price-sheet.ts';
import type { Report } from '../report.ts';
import { SqlParameters } from '../sql-parameters.ts';
import type { BranchShape } from './branch.ts';
import { countBranch } from './count-branch.ts';
import { type MeasureColumn, measureColumns } from './measure-columns.ts';
import { quality, qualityBranches } from './quality-branches.ts';
import { revenueBranch } from './revenue-branch.ts';
import { revenuePrices } from './revenue-prices.ts';
import { source } from './source.ts';
import { sqlList } from './sql-list.ts';
import { usageBranch } from './usage-branch.ts';
import { usagePrices } from './usage-prices.ts';
import { usersBranch } from './users-branch.ts';

/**
 * A query for ClickHouse. Its first row is the totals. Columns: is_total, the start of the grain (seconds since 1970),
 * dimensions, metrics, and of the totals the number of events, late events, usage lines and priced usage lines.
 */
export interface CompiledQuery {
  sql: string;
  parameters: Record<string, unknown>;
}

export interface CompileOptions {
  /** At most so many rows beside the totals. */
  rowsMax: number;
  /** Only groups with these values, one array a dimension; the totals are over all groups. */
  groups?: string[][];
}

/**
 * Step 6: one statement, so rows and totals are of one snapshot. Each family of lines is a branch with the same columns;
 * `sums` adds the branches up for each group and for all (a total is summed, never added up from rounded rows); `figures`
 * computes the metrics from the sums, so every ratio is one of sums.
 */
export function compile(
  report: Report,
  choice: TableChoice,
  sheet: PriceSheet,
  { rowsMax, groups }: CompileOptions,
): CompiledQuery {
  const parameters = new SqlParameters();
  const dimensions = report.dimensions.map(({ name }) => name);
  const { measures: qualityMeasures, columns: qualityColumns } = quality(report);
  const measures = [...report.measures, ...qualityMeasures];
  const columns = measures.flatMap(measureColumns);
  const firstGrain = report.grid.starts[0] ?? 0;
  const shape: BranchShape = { per: 'groups', dimensions, columns, firstGrain };
  const keys = ['grain_start', ...dimensions];

  const branches = [
    ...familyBranches(shape, report, choice, sheet, parameters),
    ...qualityBranches({ ...shape, per: 'totals' }, report, sheet, parameters),
  ];
  // A time series without dimensions has no holes: every grain gets a row that adds nothing.
  if (report.grain && dimensions.length === 0) branches.push(emptyGrains(columns, report, parameters));
  const shown = groups ? `present > 0 AND ${oneOfGroups(dimensions, groups, parameters)}` : 'present > 0';

  // Names are those of the catalog, expressions those of its metrics: nothing here comes from the caller.
  const sql = `WITH
  branches AS (${branches.join('\n    UNION ALL')}
  ),
  sums AS (
    SELECT${sqlList([
      'grouping(grain_start) AS is_total',
      ...keys,
      'sum(branches.present) AS present',
      ...columns.map(({ name, total }) => `${total(`branches.${name}`)} AS ${name}`),
    ])}
    FROM branches
    GROUP BY GROUPING SETS ((${keys.join(', ')}), ())
  ),
  figures AS (
    SELECT${sqlList([
      'is_total',
      ...keys,
      ...report.computed.map(({ name, value }) => `${value} AS ${name}`),
      ...qualityColumns,
    ])}
    FROM sums
    WHERE is_total = 1 OR (${shown})
  )
SELECT${sqlList(['is_total', ...keys, ...report.metrics.map(answered), ...qualityColumns], 2)}
FROM figures
ORDER BY ${['is_total DESC', ...ordering(report)].join(', ')}
LIMIT ${parameters.add('rows_max', 'UInt64', rowsMax + 1)}`;
  return { sql, parameters: parameters.values };
}

function familyBranches(
  shape: BranchShape,
  report: Report,
  choice: TableChoice,
  sheet: PriceSheet,
  parameters: SqlParameters,
): string[] {
  const of = <F extends Family>(family: F) =>
    report.measures.filter((one): one is Extract<Measure, { family: F }> => one.family === family);
  const from = (family: Family) => source(family, choice, report, of(family), parameters);
  const branches: string[] = [];
  if (of('count').length > 0) branches.push(countBranch(shape, from('count'), of('count')));
  if (of('users').length > 0) branches.push(usersBranch(shape, from('users'), of('users')));
  for (const family of ['usage', 'blocked_usage'] as const) {
    const measures = report.measures.filter(
      (one): one is CostMeasure | QuantityMeasure => one.family === family,
    );
    if (measures.length > 0)
      branches.push(usageBranch(shape, from(family), measures, usagePrices(sheet, parameters)));
  }
  if (of('revenue').length > 0) {
    branches.push(revenueBranch(shape, from('revenue'), of('revenue'), revenuePrices(sheet, parameters)));
  }
  return branches;
}

function emptyGrains(columns: readonly MeasureColumn[], { grid }: Report, parameters: SqlParameters): string {
  const starts = parameters.addArray('grain_starts', 'UInt32', [...new Set(grid.starts)]);
  return `
    SELECT${sqlList([
      `arrayJoin(${starts}) AS grain_start`,
      '1 AS present',
      ...columns.map(({ name, nothing }) => `${nothing} AS ${name}`),
    ])}`;
}

function oneOfGroups(
  dimensions: readonly string[],
  groups: readonly string[][],
  parameters: SqlParameters,
): string {
  const arrays = groups.map((values, i) => parameters.addArray(`group_${i}`, 'String', values));
  return dimensions.length === 1
    ? `${dimensions[0]} IN ${arrays[0]}`
    : `(${dimensions.join(', ')}) IN arrayZip(${arrays.join(', ')})`;
}

/** How a metric leaves the query: money as text in units of the currency, rounded here and nowhere before. */
function answered({ name, unit }: Metric): string {
  if (unit === 'money') return `toString(roundBankers(figures.${name} / ${moneyScale}, 9)) AS ${name}`;
  if (unit === 'seconds') return `toString(figures.${name}) AS ${name}`;
  return `figures.${name} AS ${name}`;
}

/** Unknown values come last; what is equal is ordered by time and dimensions, so that pages don't jump. */
function ordering({ orderBy, dimensions }: Report): string[] {
  const names = new Set<string>(dimensions.map(({ name }) => name));
  const by = [
    ...orderBy,
    { field: 'time', direction: 'asc' },
    ...[...names].map((field) => ({ field, direction: 'asc' })),
  ];
  return by.flatMap(({ field, direction }) => {
    if (field === 'time') return [`figures.grain_start ${direction}`];
    if (names.has(field)) return [`figures.${field} = ''`, `figures.${field} ${direction}`];
    return [`figures.${field} ${direction} NULLS LAST`];
  });
}
