import { Temporal } from 'temporal-polyfill';

export type Grain = '15m' | 'hour' | 'day' | 'week' | 'month' | 'quarter' | 'year';

/** The start of the grain that an instant falls in on the clock of a time zone; both microseconds since 1970. */
export function grainStart(time: number, grain: Grain, timeZone: string): number {
  const local = zoned(time, timeZone);
  const start = {
    '15m': () => local.round({ smallestUnit: 'minute', roundingIncrement: 15, roundingMode: 'floor' }),
    hour: () => local.round({ smallestUnit: 'hour', roundingMode: 'floor' }),
    day: () => local.startOfDay(),
    week: () => local.subtract({ days: local.dayOfWeek - 1 }).startOfDay(),
    month: () => local.with({ day: 1 }).startOfDay(),
    quarter: () => local.with({ month: local.month - ((local.month - 1) % 3), day: 1 }).startOfDay(),
    year: () => local.with({ month: 1, day: 1 }).startOfDay(),
  }[grain]();
  return start.epochMilliseconds * 1000;
}

/** The start of the grain after the one that starts at `start`. */
export function nextGrainStart(start: number, grain: Grain, timeZone: string): number {
  const local = zoned(start, timeZone);
  const next = {
    '15m': () => local.add({ minutes: 15 }),
    hour: () => local.add({ hours: 1 }),
    day: () => local.add({ days: 1 }).startOfDay(),
    week: () => local.add({ weeks: 1 }).startOfDay(),
    month: () => local.add({ months: 1 }).startOfDay(),
    quarter: () => local.add({ months: 3 }).startOfDay(),
    year: () => local.add({ years: 1 }).startOfDay(),
  }[grain]();
  return next.epochMilliseconds * 1000;
}

/** Microseconds since 1970 of a bound of a time range: a date means its midnight in the time zone. */
export function boundOf(text: string, timeZone: string): number {
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) {
    return Temporal.PlainDate.from(text).toZonedDateTime(timeZone).epochMilliseconds * 1000;
  }
  return Number(Temporal.Instant.from(text).epochNanoseconds / 1000n);
}

function zoned(time: number, timeZone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(Math.floor(time / 1000)).toZonedDateTimeISO(timeZone);
}
