import type { RollupFamily } from '@breakeven/ingest/contract/rollup-sets';
import type { DimensionName } from '../../metrics/dimension.ts';
import type { Family, Measure } from '../../metrics/measure.ts';
import { rollupKeys, type TableChoice } from '../choose-table.ts';
import { lineViews } from '../line-views.ts';
import type { Report } from '../report.ts';
import type { SqlParameters } from '../sql-parameters.ts';

/** Where a family's rows come from, and how they are cut and named there. All texts are ours. */
export interface Source {
  from: string;
  /** Conditions that all hold. */
  where: string[];
  /** The start of the grain that a row belongs to, seconds since 1970. */
  grainStart: string;
  /** The column that holds a dimension. */
  column(dimension: DimensionName): string;
  /** How many lines the rows of a group stand for. */
  lines: string;
}

type Question = Pick<Report, 'range' | 'basis' | 'grid' | 'filters'>;

/** The rows of one family that a report asks about, or those that some of its filters leave. */
export function source(
  family: Family,
  choice: TableChoice,
  report: Question,
  measures: readonly Measure[],
  parameters: SqlParameters,
  filters: Report['filters'] = report.filters,
): Source {
  const rolledUp = choice.table === 'rollups' && family !== 'users';
  const own = rolledUp
    ? rollupSource(family, choice.sets[family]!, measures, report, parameters)
    : lineSource(family, report, parameters);
  const conditions = filters.map((filter) => {
    const list = parameters.addArray(`filter_${report.filters.indexOf(filter)}`, 'String', filter.values);
    return `${own.column(filter.dimension.name)} ${filter.operator === 'in' ? 'IN' : 'NOT IN'} ${list}`;
  });
  return { ...own, where: [...own.where, ...conditions] };
}

function rollupSource(
  family: RollupFamily,
  set: string,
  measures: readonly Measure[],
  report: Question,
  parameters: SqlParameters,
): Source {
  const keys = rollupKeys(family, measures);
  const { start, end } = bucketRange(report, parameters);
  return {
    from: 'rollups FINAL',
    // Family and set are words of our own list of sets.
    where: [`family = '${family}'`, `dimension = '${set}'`, `bucket >= ${start}`, `bucket < ${end}`],
    grainStart: grainOf('bucket', report, parameters),
    column: (dimension) => (dimension === set ? 'value' : keys.get(dimension)!),
    lines: 'sum(lines)',
  };
}

function lineSource(family: Family, report: Question, parameters: SqlParameters): Source {
  const { range, basis } = report;
  const time = basis === 'generation' ? 'requested_at' : 'time';
  const start = parameters.add('start', `DateTime64(6, 'UTC')`, exactTime(range.start));
  const end = parameters.add('end', `DateTime64(6, 'UTC')`, exactTime(range.end));
  const where = [`${time} >= ${start}`, `${time} < ${end}`];
  if (basis === 'generation') {
    where.push('requested_at > toDateTime64(0, 6)'); // 0 = the request is not known
  } else {
    // Says the same once more in the column that the table is sorted by.
    const buckets = bucketRange(report, parameters);
    where.push(`bucket >= ${buckets.start}`, `bucket < ${buckets.end}`);
  }
  // The request that counts carries the outcome `requested`.
  if (family === 'users') where.push(`type = 'generation.requested'`, 'bitAnd(outcomes, 1) = 1');
  return {
    from: family === 'users' ? `${lineViews.users} FINAL` : lineViews[family], // the views say FINAL themselves
    where,
    grainStart: grainOf(time, report, parameters),
    column: (dimension) => dimension,
    lines: 'count()',
  };
}

/** The buckets that the range touches, as seconds since 1970. */
function bucketRange({ range }: Question, parameters: SqlParameters): { start: string; end: string } {
  const buckets = ({ epochNanoseconds }: Report['range']['start']) => Number(epochNanoseconds) / 900e9;
  return {
    start: parameters.add('start_bucket', `DateTime('UTC')`, Math.floor(buckets(range.start)) * 900),
    end: parameters.add('end_bucket', `DateTime('UTC')`, Math.ceil(buckets(range.end)) * 900),
  };
}

function grainOf(time: string, { grid }: Question, parameters: SqlParameters): string {
  if (grid.boundaries.length === 0) return 'toUInt32(0)';
  const boundaries = parameters.addArray('grid', 'UInt32', grid.boundaries);
  const start = `roundDown(toUnixTimestamp(${time}), ${boundaries})`;
  const moved = grid.boundaries.filter((boundary, i) => boundary !== grid.starts[i]);
  if (moved.length === 0) return start;
  const from = parameters.addArray('grid_moved', 'UInt32', moved);
  const to = parameters.addArray(
    'grid_moved_to',
    'UInt32',
    moved.map((boundary) => grid.starts[grid.boundaries.indexOf(boundary)]!),
  );
  return `transform(${start}, ${from}, ${to})`;
}

function exactTime(instant: Report['range']['start']): string {
  return instant.toString({ smallestUnit: 'microsecond' }).replace('T', ' ').replace('Z', '');
}
