import { expect, test } from 'vitest';
import { formatMicros, timeParser } from './parse-time.ts';

function read(text: string, format: string, zone = 'UTC'): string | undefined {
  const micros = timeParser(format, zone)(text);
  return micros === undefined ? undefined : formatMicros(micros);
}

test.each([
  ['2026-10-01 12:00:00', 'yyyy-MM-dd HH:mm:ss', 'UTC', '2026-10-01T12:00:00.000Z'],
  ['2026-10-01 12:00:00', 'yyyy-MM-dd HH:mm:ss', 'Asia/Kathmandu', '2026-10-01T06:15:00.000Z'],
  ['01.10.2026 12:00:00.250', 'dd.MM.yyyy HH:mm:ss.SSS', 'Europe/Berlin', '2026-10-01T10:00:00.250Z'],
  ['2026-10-01 12:00:00 +05:30', 'yyyy-MM-dd HH:mm:ss ZZ', 'Europe/Berlin', '2026-10-01T06:30:00.000Z'],
  ['2019-11-24 00:01:03.979311+00:00', 'iso', 'UTC', '2019-11-24T00:01:03.979311Z'],
  ['2026-10-01T12:00:00.123456', 'iso', 'Asia/Kathmandu', '2026-10-01T06:15:00.123456Z'],
  ['2026-10-01', 'iso', 'Asia/Kathmandu', '2026-09-30T18:15:00.000Z'],
  ['1790856000.123456', 'epoch_seconds', 'UTC', '2026-10-01T12:00:00.123456Z'],
  ['1790856000', 'epoch_seconds', 'Asia/Kathmandu', '2026-10-01T12:00:00.000Z'],
  ['1790856000123', 'epoch_milliseconds', 'UTC', '2026-10-01T12:00:00.123Z'],
  ['1790856000123456', 'epoch_microseconds', 'UTC', '2026-10-01T12:00:00.123456Z'],
])('%s as %s in %s is %s', (text, format, zone, expected) => {
  expect(read(text, format, zone)).toBe(expected);
});

test('the hour that a clock shows twice is its first passing, the skipped one is read on the unchanged clock', () => {
  expect(read('2026-10-25 02:30:00', 'iso', 'Europe/Berlin')).toBe('2026-10-25T00:30:00.000Z');
  expect(read('2026-10-25 02:30:00', 'yyyy-MM-dd HH:mm:ss', 'Europe/Berlin')).toBe(
    '2026-10-25T00:30:00.000Z',
  );
  expect(read('2026-03-29 02:30:00', 'iso', 'Europe/Berlin')).toBe('2026-03-29T01:30:00.000Z');
});

test.each([
  ['yesterday', 'iso'],
  ['2026-02-30 00:00:00', 'yyyy-MM-dd HH:mm:ss'],
  ['2026-13-01', 'iso'],
  ['12 o clock', 'epoch_seconds'],
  ['', 'iso'],
])('%j is no %s time', (text, format) => {
  expect(read(text, format)).toBeUndefined();
});
