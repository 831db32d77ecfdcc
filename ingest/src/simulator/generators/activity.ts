import { COUNTRIES, COUNTRY_WEIGHT_TOTAL, type Country } from './countries.ts';

const HOUR_MS = 3_600_000;
const WEEK_HOURS = 168;

/** Use of a social app by the hour of the local day, against its mean: a dip at night, a peak in the evening. */
const BY_HOUR = scaledToMeanOne([
  0.45, 0.3, 0.2, 0.15, 0.12, 0.15, 0.3, 0.5, 0.65, 0.75, 0.85, 0.95, 1.1, 1.1, 1.05, 1.05, 1.15, 1.3, 1.5,
  1.75, 1.9, 1.85, 1.5, 0.95,
]);
/** By the day of the local week, from Sunday. */
const BY_WEEKDAY = scaledToMeanOne([1.06, 0.93, 0.91, 0.92, 0.95, 1.06, 1.17]);

/** The share of a mean day's traffic of the whole world that this country makes in the hour that starts at `hourStart`. */
export function activity(country: Country, hourStart: number): number {
  const local = new Date(hourStart + country.utcOffset * HOUR_MS);
  const byHour = BY_HOUR[local.getUTCHours()] ?? 1;
  const byWeekday = BY_WEEKDAY[local.getUTCDay()] ?? 1;
  return ((country.weight / COUNTRY_WEIGHT_TOTAL) * byHour * byWeekday) / 24;
}

/** The traffic of a week (from 1970-01-01, a Thursday) before each of its hours, and at the end of it all, in mean days. */
const BEFORE_HOUR_OF_WEEK = [0];
for (let hour = 0, sum = 0; hour < WEEK_HOURS; hour += 1) {
  for (const country of COUNTRIES) sum += activity(country, hour * HOUR_MS);
  BEFORE_HOUR_OF_WEEK.push(sum);
}

/** All traffic from 1970 to the start of this hour, in mean days. */
export function activityBefore(hour: number): number {
  const weekTotal = BEFORE_HOUR_OF_WEEK[WEEK_HOURS] ?? 7;
  return Math.floor(hour / WEEK_HOURS) * weekTotal + (BEFORE_HOUR_OF_WEEK[hour % WEEK_HOURS] ?? 0);
}

function scaledToMeanOne(values: readonly number[]): number[] {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.map((value) => value / mean);
}
