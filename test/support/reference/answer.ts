import { Decimal } from './decimal.ts';
import { groupBy } from './group-by.ts';
import type { Lines } from './line.ts';
import { lines } from './lines.ts';
import { boundOf, grainStart } from './local-time.ts';
import { referenceMetrics } from './metrics.ts';
import { type Prices, prices } from './prices.ts';
import type { ReportQuery } from './report-query.ts';
import type { World } from './world.ts';

/** A value as the API writes it: money as text, counts and ratios as numbers, undefined as null. */
export type Value = string | number | null;

export interface ReferenceRow {
  /** Start of the grain, microseconds since 1970; null without a grain. */
  time: number | null;
  dimensions: (string | null)[];
  values: Record<string, Value>;
}

export interface ReferenceAnswer {
  /** One a group that has any line, in no order. */
  rows: ReferenceRow[];
  totals: Record<string, Value>;
  unpricedShare: number;
}

const kinds = ['events', 'outcomes', 'usage', 'blockedUsage', 'revenue'] as const;
type Line = Lines[(typeof kinds)[number]][number];

/** Answers queries about one world, the slow and obvious way. */
export function reference(world: World): (query: ReportQuery) => ReferenceAnswer {
  const all = lines(world.arrivals);
  const knownPrices = new Map<string, Prices>();
  return (query) => {
    const currency = query.currency ?? world.reportingCurrency;
    const its = knownPrices.get(currency) ?? prices(world, currency);
    knownPrices.set(currency, its);
    return answer(all, query, its);
  };
}

function answer(all: Lines, query: ReportQuery, its: Prices): ReferenceAnswer {
  const { grain, time_zone: timeZone = 'UTC' } = query.time_range;
  const start = boundOf(query.time_range.start, timeZone);
  const end = boundOf(query.time_range.end, timeZone);
  const timeOf = (line: Line) => (query.time_basis === 'generation' ? line.requestedAt : line.time);
  const isAsked = (line: Line) => {
    const time = timeOf(line);
    if (time === null || time < start || time >= end) return false;
    return (query.filters ?? []).every(({ dimension, operator, values }) => {
      return values.includes(line.dimensions[dimension] ?? null) === (operator === 'in');
    });
  };
  const asked = keep(all, isAsked);

  // Every time zone is a whole number of minutes away from UTC, so one look at its rules a minute is enough.
  const startsOfMinutes = new Map<number, number>();
  const grainOf = (time: number) => {
    if (!grain) return null;
    const minute = Math.floor(time / 60_000_000);
    const known = startsOfMinutes.get(minute) ?? grainStart(time, grain, timeZone);
    startsOfMinutes.set(minute, known);
    return known;
  };
  const keyOf = (line: Line) =>
    JSON.stringify([
      grainOf(timeOf(line) as number),
      (query.dimensions ?? []).map((dimension) => line.dimensions[dimension] ?? null),
    ]);

  const groups = new Map<string, Lines>();
  for (const kind of kinds) {
    for (const [key, members] of groupBy<Line, string>(asked[kind], keyOf)) {
      const group = groups.get(key) ?? noLines();
      groups.set(key, { ...group, [kind]: members });
    }
  }
  const valuesOf = (group: Lines) =>
    Object.fromEntries(query.metrics.map((name) => [name, valueOfMetric(name, group, its)]));
  return {
    rows: [...groups].map(([key, group]) => {
      const [time, dimensions] = JSON.parse(key) as [number | null, (string | null)[]];
      return { time, dimensions, values: valuesOf(group) };
    }),
    totals: valuesOf(asked),
    unpricedShare: Number(valueOfMetric('unpriced_share', asked, its) ?? 0),
  };
}

/** The values of a group without any line. */
export function emptyValues(metrics: string[]): Record<string, Value> {
  const its = prices({ rates: [], fxRates: [] }, 'USD');
  return Object.fromEntries(metrics.map((name) => [name, valueOfMetric(name, noLines(), its)]));
}

function valueOfMetric(name: string, group: Lines, its: Prices): Value {
  const metric = referenceMetrics[name];
  if (!metric) throw new Error(`the reference does not know the metric ${name}`);
  const value = metric.value(group, its);
  if (value === null) return null;
  return metric.unit === 'money' ? moneyText(value) : value.toNumber();
}

/** Rounded half to even to 9 decimals, without trailing zeros, never with an exponent. */
function moneyText(value: Decimal): string {
  const rounded = value.toDecimalPlaces(9, Decimal.ROUND_HALF_EVEN);
  return rounded.isZero() ? '0' : rounded.toFixed();
}

function noLines(): Lines {
  return { events: [], outcomes: [], usage: [], blockedUsage: [], revenue: [] };
}

function keep(all: Lines, isAsked: (line: Line) => boolean): Lines {
  return {
    events: all.events.filter(isAsked),
    outcomes: all.outcomes.filter(isAsked),
    usage: all.usage.filter(isAsked),
    blockedUsage: all.blockedUsage.filter(isAsked),
    revenue: all.revenue.filter(isAsked),
  };
}
