const DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
/** Days of a year before each month, without a leap day. */
const DAYS_BEFORE = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];
/** Days from the first of January of the year 0 to that of 1970. */
const DAYS_BEFORE_1970 = 719_528;
const DATE_AND_TIME = 'YYYY-MM-DDTHH:MM:SS'.length;
const NO_DIGITS = -1;

/**
 * An RFC 3339 time as microseconds since 1970; digits beyond the microsecond are cut off. The leap second 23:59:60 UTC
 * is taken as the first instant of the next day, as POSIX clocks do.
 *
 * Read by hand, because every event has one and a regular expression costs several times as much.
 * @returns undefined when the text is not an RFC 3339 time or the instant does not exist
 */
export function parseTime(text: string): number | undefined {
  const century = twoDigits(text, 0);
  const yearOfCentury = twoDigits(text, 2);
  const month = twoDigits(text, 5);
  const day = twoDigits(text, 8);
  const hour = twoDigits(text, 11);
  const minute = twoDigits(text, 14);
  const second = twoDigits(text, 17);
  if (century < 0 || yearOfCentury < 0 || hour < 0 || minute < 0 || second < 0) return undefined;
  if (month < 1 || month > 12 || day < 1 || hour > 23 || minute > 59 || second > 60) return undefined;
  const year = century * 100 + yearOfCentury;
  if (day > DAYS[month - 1]! || (month === 2 && day === 29 && !isLeapYear(year))) return undefined;
  const between = text.charCodeAt(10);
  if (text.charCodeAt(4) !== 0x2d || text.charCodeAt(7) !== 0x2d || (between !== 0x54 && between !== 0x74))
    return undefined;
  if (text.charCodeAt(13) !== 0x3a || text.charCodeAt(16) !== 0x3a) return undefined;

  let end = DATE_AND_TIME;
  let microseconds = 0;
  if (text.charCodeAt(end) === 0x2e) {
    let unit = 100_000;
    const start = end + 1;
    for (end = start; ; end += 1) {
      const digit = digitOf(text.charCodeAt(end));
      if (digit < 0) break;
      microseconds += digit * unit;
      unit = Math.floor(unit / 10);
    }
    if (end === start) return undefined;
  }
  const offset = parseOffset(text, end);
  if (offset === undefined) return undefined;
  const seconds = daysSince1970(year, month, day) * 86_400 + hour * 3600 + (minute - offset) * 60 + second;
  if (second === 60 && seconds % 86_400 !== 0) return undefined;
  return seconds * 1_000_000 + microseconds;
}

/** Minutes that a local time which ends at `at` is ahead of UTC; undefined when what follows is not just an offset. */
function parseOffset(text: string, at: number): number | undefined {
  const sign = text.charCodeAt(at);
  if (sign === 0x5a || sign === 0x7a) return text.length === at + 1 ? 0 : undefined;
  if (sign !== 0x2b && sign !== 0x2d) return undefined;
  const hours = twoDigits(text, at + 1);
  const minutes = twoDigits(text, at + 4);
  if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59) return undefined;
  if (text.charCodeAt(at + 3) !== 0x3a || text.length !== at + 6) return undefined;
  return (sign === 0x2b ? 1 : -1) * (hours * 60 + minutes);
}

function daysSince1970(year: number, month: number, day: number): number {
  const before = year - 1;
  const leapDays = Math.floor(before / 4) - Math.floor(before / 100) + Math.floor(before / 400) + 1;
  const thisLeapDay = month > 2 && isLeapYear(year) ? 1 : 0;
  return year * 365 + leapDays + DAYS_BEFORE[month - 1]! + thisLeapDay + day - 1 - DAYS_BEFORE_1970;
}

function twoDigits(text: string, at: number): number {
  const tens = digitOf(text.charCodeAt(at));
  const ones = digitOf(text.charCodeAt(at + 1));
  return tens < 0 || ones < 0 ? NO_DIGITS : tens * 10 + ones;
}

/** @param code NaN beyond the end of the text */
function digitOf(code: number): number {
  return code >= 0x30 && code <= 0x39 ? code - 0x30 : NO_DIGITS;
}

function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}
