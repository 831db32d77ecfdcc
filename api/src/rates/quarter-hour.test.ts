import { describe, expect, test } from 'vitest';
import { quarterHour } from './quarter-hour.ts';

const messageOf = (text: unknown) => quarterHour.safeParse(text).error?.issues[0]?.message;

describe('the start of a rate', () => {
  test.each([
    ['2026-10-01T00:00:00Z', '2026-10-01T00:00:00.000Z'],
    ['2026-10-01T00:15:00.000Z', '2026-10-01T00:15:00.000Z'],
    ['2026-10-01T00:00:00+05:45', '2026-09-30T18:15:00.000Z'],
    ['1970-01-01T00:00:00Z', '1970-01-01T00:00:00.000Z'],
    ['2105-12-31T23:45:00Z', '2105-12-31T23:45:00.000Z'],
  ])('may be %s, on a 15-minute mark of UTC', (text, instant) => {
    expect(quarterHour.parse(text).toISOString()).toBe(instant);
  });

  test.each([
    '2026-10-01T00:10:00Z',
    '2026-10-01T00:15:01Z',
    '2026-10-01T00:15:00.001Z',
    '2026-10-01T00:15:00.0000000001Z', // smaller than what a Date can hold
  ])('may not be %s, which is off the mark', (text) => {
    expect(messageOf(text)).toContain('15-minute mark');
  });

  test.each(['2026-10-01', '2026-02-30T00:00:00Z', '2026-10-01T00:00Z', 'today', 1_790_000_000, null])(
    'may not be %s, which is no RFC 3339 time',
    (value) => {
      expect(messageOf(value)).toContain('RFC 3339');
    },
  );

  test.each(['1969-12-31T23:45:00Z', '2106-01-01T00:00:00Z'])(
    'may not be %s, which the store cannot hold',
    (text) => {
      expect(messageOf(text)).toContain('from 1970 to 2105');
    },
  );
});
