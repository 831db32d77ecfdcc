import { Temporal } from 'temporal-polyfill';
import { type FieldProblem, Problem } from '../common/problem.ts';
import type { Grain } from './grain.ts';
import type { NormalizedQuery, QueryDefaults } from './normalized-query.ts';
import type { ReportQuery } from './report-query.ts';
import { timeGrid } from './time-grid.ts';

// ClickHouse's DateTime, which buckets and grids are, holds these years.
const firstInstant = Temporal.Instant.from('1970-01-01T00:00:00Z');
const lastInstant = Temporal.Instant.from('2106-01-01T00:00:00Z');

const grainSeconds: Record<Grain, number> = {
  '15m': 900,
  hour: 3600,
  day: 86_400,
  week: 7 * 86_400,
  month: 28 * 86_400,
  quarter: 90 * 86_400,
  year: 365 * 86_400,
};

/**
 * Step 2: nothing is left open. Dates become instants at midnight of the time zone, the grain becomes a grid of starts,
 * null becomes the empty text that the store keeps for unknown, and settings fill what the query does not say.
 * @throws Problem 400 `invalid_query` for a range that is none, `too_many_rows` for a grain too fine for its range.
 */
export function normalize(query: ReportQuery, defaults: QueryDefaults, gridMax: number): NormalizedQuery {
  const { grain, time_zone: timeZone = defaults.timeZone } = query.time_range;
  const errors: FieldProblem[] = [];
  const read = (field: 'start' | 'end'): Temporal.Instant => {
    const path = `time_range.${field}`;
    try {
      const at = instantOf(query.time_range[field], timeZone);
      if (Temporal.Instant.compare(at, firstInstant) >= 0 && Temporal.Instant.compare(at, lastInstant) <= 0)
        return at;
      errors.push({ path, code: 'invalid_value', message: 'must be between 1970 and 2106' });
    } catch {
      errors.push({ path, code: 'invalid_value', message: 'is not a day of the calendar' });
    }
    return firstInstant;
  };
  const start = read('start');
  const end = read('end');
  if (errors.length === 0 && Temporal.Instant.compare(start, end) >= 0)
    errors.push({ path: 'time_range.end', code: 'invalid_value', message: 'must be after the start' });
  if (errors.length > 0) {
    const detail = errors.map(({ path, message }) => `${path}: ${message}`).join('; ');
    throw new Problem({ status: 400, code: 'invalid_query', detail, errors });
  }
  const rows = grain ? (end.epochMilliseconds - start.epochMilliseconds) / 1000 / grainSeconds[grain] : 0;
  if (rows > gridMax) {
    throw new Problem({
      status: 400,
      code: 'too_many_rows',
      detail: `The range has more than ${gridMax} times "${grain}". Take a shorter range or a coarser grain.`,
    });
  }
  return {
    metrics: [...new Set(query.metrics)],
    dimensions: [...new Set(query.dimensions)],
    range: { start, end },
    timeZone,
    grain,
    grid: grain ? timeGrid(start, end, grain, timeZone) : { boundaries: [], starts: [] },
    basis: query.time_basis,
    filters: query.filters.map(({ dimension, operator, values }) => ({
      dimension,
      operator,
      values: [...new Set(values.map((value) => value ?? ''))],
    })),
    compareTo: query.compare_to,
    orderBy: query.order_by ?? [
      ...(grain ? [{ field: 'time', direction: 'asc' as const }] : []),
      { field: query.metrics[0]!, direction: 'desc' as const },
    ],
    limit: query.limit,
    currency: query.currency ?? defaults.currency,
    explain: query.explain,
  };
}

function instantOf(text: string, timeZone: string): Temporal.Instant {
  return text.length === 10
    ? Temporal.PlainDate.from(text).toZonedDateTime({ timeZone }).toInstant()
    : Temporal.Instant.from(text);
}
