import { Temporal } from 'temporal-polyfill';
import type { Grain } from './grain.ts';

/** The grains that a range touches: from each boundary to the next, time belongs to the grain of the same index. */
export interface TimeGrid {
  /** Seconds since 1970, ascending; the first is at or before the start of the range. */
  boundaries: number[];
  /** Which instant the grain is named by: the boundary itself but for rule 4. */
  starts: number[];
}

/**
 * The grains of a range on the clock of a time zone.
 *
 * 1. Computed here and not in SQL: a grain starts where the clocks of the zone say so, and the rules of zones change
 *    more often than databases are updated.
 * 2. Days and longer: from midnight to midnight of the zone, so the days of a clock change have 23 or 25 hours. Where
 *    midnight does not exist, the day starts at the first instant that does.
 * 3. Hours start when the zone's clock shows a full hour (:15, :30 or :45 in UTC for some zones). An hour that the
 *    clock shows twice is two grains, told apart by their offset. Where the clock moves by half an hour (Lord Howe),
 *    one hour is shorter or longer than the others.
 * 4. TRICKY: on Chatham the clock goes back from 3:45 to 2:45, so the hour that starts at 2:00 goes on for a quarter
 *    after the next one has begun: one grain with two boundaries. And it goes on from 2:45 to 3:45, so there is no 3:00
 *    for the last quarter of that hour to start at: it is counted to the hour of 4:00, as Temporal rounds it.
 */
export function timeGrid(
  start: Temporal.Instant,
  end: Temporal.Instant,
  grain: Grain,
  timeZone: string,
): TimeGrid {
  const first = start.toZonedDateTimeISO(timeZone);
  if (grain === '15m' || grain === 'hour') return clockGrid(first, end, grain);

  const starts: number[] = [];
  for (let date = calendarStart(first.toPlainDate(), grain); ; date = date.add(calendarStep[grain])) {
    const at = date.toZonedDateTime({ timeZone }).toInstant();
    if (Temporal.Instant.compare(at, end) >= 0) return { boundaries: starts, starts };
    starts.push(seconds(at));
  }
}

const calendarStep = {
  day: { days: 1 },
  week: { days: 7 },
  month: { months: 1 },
  quarter: { months: 3 },
  year: { years: 1 },
} as const;

function calendarStart(date: Temporal.PlainDate, grain: keyof typeof calendarStep): Temporal.PlainDate {
  switch (grain) {
    case 'day':
      return date;
    case 'week':
      return date.subtract({ days: date.dayOfWeek - 1 });
    case 'month':
      return date.with({ day: 1 });
    case 'quarter':
      return date.with({ day: 1, month: date.month - ((date.month - 1) % 3) });
    case 'year':
      return date.with({ day: 1, month: 1 });
  }
}

const clockRounding = {
  '15m': { smallestUnit: 'minute', roundingIncrement: 15, roundingMode: 'floor' },
  hour: { smallestUnit: 'hour', roundingMode: 'floor' },
} as const;

/** Between two changes of the clock the offset holds, so steps are plain arithmetic there. */
function clockGrid(first: Temporal.ZonedDateTime, end: Temporal.Instant, grain: '15m' | 'hour'): TimeGrid {
  const step = grain === 'hour' ? 3600 : 900;
  const endSecond = Math.ceil(end.epochMilliseconds / 1000);
  const grid: TimeGrid = { boundaries: [], starts: [] };
  const push = (boundary: number, start: number) => {
    grid.boundaries.push(boundary);
    grid.starts.push(start);
  };
  for (let from: Temporal.ZonedDateTime | null = first; from && seconds(from.toInstant()) < endSecond; ) {
    const change: Temporal.ZonedDateTime | null = from.getTimeZoneTransition('next');
    const until = Math.min(endSecond, change ? seconds(change.toInstant()) : endSecond);
    const offset = Math.round(from.offsetNanoseconds / 1e9);
    // A grain in which the clock changes has begun before the change: Temporal knows when.
    const at = seconds(from.toInstant());
    const begun = seconds(from.round(clockRounding[grain]).toInstant());
    const last = grid.starts.at(-1);
    if (last === undefined) push(begun, begun);
    else if (begun !== last) push(at, begun);
    const full = (Math.floor((at + offset) / step) + 1) * step - offset;
    for (let next = full; next < until; next += step) push(next, next);
    from = change;
  }
  return grid;
}

function seconds(instant: Temporal.Instant): number {
  return Math.floor(instant.epochMilliseconds / 1000);
}
