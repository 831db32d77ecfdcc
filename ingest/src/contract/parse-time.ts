const DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const ZERO = 0x30;
const DATE_AND_TIME = 'YYYY-MM-DDTHH:MM:SS'.length;

/**
 * An RFC 3339 time as microseconds since 1970; digits beyond the microsecond are cut off. The leap second 23:59:60 UTC
 * is taken as the first instant of the next day, as POSIX clocks do.
 *
 * Read by hand, because every event has one and a regular expression costs several times as much.
 * @returns undefined when the text is not an RFC 3339 time or the instant does not exist
 */
export function parseTime(text: string): number | undefined {
  const year = twoDigits(text, 0) * 100 + twoDigits(text, 2);
  const month = twoDigits(text, 5);
  const day = twoDigits(text, 8);
  const hour = twoDigits(text, 11);
  const minute = twoDigits(text, 14);
  const second = twoDigits(text, 17);
  // NaN, which stands for a pair that is not two digits, is in no range.
  const isRight =
    year >= 0 &&
    month >= 1 &&
    month <= 12 &&
    day >= 1 &&
    day <= DAYS[month - 1]! &&
    hour <= 23 &&
    minute <= 59 &&
    second <= 60;
  if (!isRight || text[4] !== '-' || text[7] !== '-' || (text[10] !== 'T' && text[10] !== 't'))
    return undefined;
  if (text[13] !== ':' || text[16] !== ':' || (month === 2 && day === 29 && !isLeapYear(year)))
    return undefined;

  let end = DATE_AND_TIME;
  let microseconds = 0;
  if (text[end] === '.') {
    let unit = 100_000;
    const start = end + 1;
    for (end = start; isDigit(text.charCodeAt(end)); end += 1) {
      microseconds += (text.charCodeAt(end) - ZERO) * unit;
      unit = Math.floor(unit / 10);
    }
    if (end === start) return undefined;
  }
  const offset = parseOffset(text, end);
  if (offset === undefined) return undefined;
  const milliseconds = Date.UTC(year, month - 1, day, hour, minute, second) - offset * 60_000;
  if (second === 60 && milliseconds % 86_400_000 !== 0) return undefined;
  return milliseconds * 1000 + microseconds;
}

/** Minutes that a local time which ends at `at` is ahead of UTC; undefined when what follows is not just an offset. */
function parseOffset(text: string, at: number): number | undefined {
  const sign = text[at];
  if (sign === 'Z' || sign === 'z') return text.length === at + 1 ? 0 : undefined;
  const hours = twoDigits(text, at + 1);
  const minutes = twoDigits(text, at + 4);
  const isRight = hours <= 23 && minutes <= 59 && text[at + 3] === ':' && text.length === at + 6;
  if (!isRight || (sign !== '+' && sign !== '-')) return undefined;
  return (sign === '+' ? 1 : -1) * (hours * 60 + minutes);
}

function twoDigits(text: string, at: number): number {
  const tens = text.charCodeAt(at);
  const ones = text.charCodeAt(at + 1);
  return isDigit(tens) && isDigit(ones) ? (tens - ZERO) * 10 + ones - ZERO : Number.NaN;
}

function isDigit(code: number): boolean {
  return code >= ZERO && code <= ZERO + 9;
}

function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}
