import { Temporal } from 'temporal-polyfill';
import type { Range } from './normalized-query.ts';
import type { Report } from './report.ts';
import { timeGrid } from './time-grid.ts';

/**
 * Step 8: the same report about the range that it is compared with.
 *
 * 1. previous_year: the same days a year before.
 * 2. previous_period: whole months are compared with as many months before (October with September, a quarter with the
 *    quarter before), other whole days of the time zone with as many days before. Days of which the last is not over
 *    yet are compared with the days before up to the same time of day, so that a day stands beside a day. Anything
 *    else is compared with as long before. So neither months of unequal length nor a change of the clock moves a
 *    boundary off midnight.
 */
export function compare(report: Report, to: NonNullable<Report['compareTo']>): Report {
  const range = to === 'previous_year' ? yearBefore(report) : periodBefore(report);
  const { grain, timeZone } = report;
  return { ...report, range, grid: grain ? timeGrid(range.start, range.end, grain, timeZone) : report.grid };
}

function yearBefore({ range, timeZone }: Report): Range {
  const before = (instant: Temporal.Instant) =>
    instant.toZonedDateTimeISO(timeZone).subtract({ years: 1 }).toInstant();
  return { start: before(range.start), end: before(range.end) };
}

function periodBefore({ range, timeZone }: Report): Range {
  const start = range.start.toZonedDateTimeISO(timeZone);
  const end = range.end.toZonedDateTimeISO(timeZone);
  const fullDays = end.toPlainDate().since(start.toPlainDate()).days;
  if (fullDays > 0 && isStartOfDay(start) && !isStartOfDay(end)) {
    const days = fullDays + 1;
    return { start: start.subtract({ days }).toInstant(), end: end.subtract({ days }).toInstant() };
  }
  if (![start, end].every(isStartOfDay)) {
    return { start: range.start.subtract(range.start.until(range.end)), end: range.start };
  }
  const largestUnit = start.day === 1 && end.day === 1 ? 'month' : 'day';
  const length = start.toPlainDate().until(end.toPlainDate(), { largestUnit });
  return {
    start: start.toPlainDate().subtract(length).toZonedDateTime({ timeZone }).toInstant(),
    end: range.start,
  };
}

function isStartOfDay(local: Temporal.ZonedDateTime): boolean {
  return local.equals(local.startOfDay());
}
