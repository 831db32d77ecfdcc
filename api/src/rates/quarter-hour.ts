import { parseTime } from '@breakeven/ingest/contract/parse-time';
import { z } from 'zod';

const QUARTER_HOUR_MICROSECONDS = 15 * 60 * 1_000_000;
// The event store counts seconds since 1970 in 32 bits.
const END_MICROSECONDS = Date.UTC(2106, 0, 1) * 1000;

/**
 * An instant (RFC 3339) on a 15-minute mark, as a Date. Usage is summed per quarter of an hour of UTC, so a price can
 * change only where such a quarter begins; every time zone in use is a multiple of 15 minutes away from UTC.
 */
export const quarterHour = z
  .string('must be an RFC 3339 time, such as "2026-10-01T00:00:00Z"')
  .transform((text, context) => {
    const time = parseTime(text);
    const problem = problemOf(text, time);
    if (problem === undefined) return new Date(time! / 1000);
    context.addIssue({ code: 'custom', message: problem });
    return z.NEVER;
  });

function problemOf(text: string, time: number | undefined): string | undefined {
  if (time === undefined) return 'must be an RFC 3339 time, such as "2026-10-01T00:00:00Z"';
  // parseTime drops what is smaller than a microsecond, so a fraction is read from the text.
  const isOnMark = time % QUARTER_HOUR_MICROSECONDS === 0 && !/\.\d*[1-9]/.test(text);
  if (!isOnMark) return 'must be on a 15-minute mark, such as "2026-10-01T00:15:00Z"';
  if (time < 0 || time >= END_MICROSECONDS) return 'must be from 1970 to 2105';
  return undefined;
}
