import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseTime } from './parse-time.ts';

const pad = (value: number, length = 2) => value.toString().padStart(length, '0');

test('an instant is the same in every offset', () => {
  const offsets = fc.record({
    sign: fc.constantFrom(1, -1),
    hours: fc.integer({ min: 0, max: 23 }),
    minutes: fc.integer({ min: 0, max: 59 }),
  });
  fc.assert(
    fc.property(
      fc.integer({ min: 90_000_000, max: 4_000_000_000_000 }),
      fc.nat(999),
      offsets,
      (ms, micros, { sign, hours, minutes }) => {
        const local = new Date(ms + sign * (hours * 60 + minutes) * 60_000).toISOString().slice(0, -1);
        const text = `${local}${pad(micros, 3)}${sign > 0 ? '+' : '-'}${pad(hours)}:${pad(minutes)}`;
        expect(parseTime(text)).toBe(ms * 1000 + micros);
      },
    ),
  );
});

const NOON = Date.UTC(2026, 9, 1, 12) * 1000;

test.each([
  ['2026-10-01T12:00:00Z', NOON],
  ['2026-10-01t12:00:00z', NOON],
  ['2026-10-01T17:45:00+05:45', NOON],
  ['2026-10-01T12:00:00-00:00', NOON],
  ['2026-10-01T12:00:00.5Z', NOON + 500_000],
  ['2026-10-01T12:00:00.123456999Z', NOON + 123_456],
  ['2028-02-29T00:00:00Z', Date.UTC(2028, 1, 29) * 1000],
  ['0099-03-01T00:00:00Z', Date.parse('0099-03-01T00:00:00Z') * 1000],
  ['0000-02-29T00:00:00Z', Date.parse('0000-02-29T00:00:00Z') * 1000],
  ['9999-12-31T23:59:59Z', Date.parse('9999-12-31T23:59:59Z') * 1000],
  ['2016-12-31T23:59:60Z', Date.UTC(2017, 0, 1) * 1000],
  ['2017-01-01T01:59:60+02:00', Date.UTC(2017, 0, 1) * 1000],
])('%s is an instant', (text, expected) => {
  expect(parseTime(text)).toBe(expected);
});

test.each([
  '',
  '2026-10-01',
  '2026-10-01 12:00:00Z',
  '2026-10-01T12:00:00',
  '2026-10-01T12:00Z',
  '2026-10-01T12:00:00.Z',
  '2026-10-01T12:00:00+0200',
  '2026-10-01T12:00:00+24:00',
  '2026-13-01T12:00:00Z',
  '2026-00-01T12:00:00Z',
  '2026-09-31T12:00:00Z',
  '2027-02-29T12:00:00Z',
  '2100-02-29T12:00:00Z',
  '2026-10-00T12:00:00Z',
  '2026-10-01T24:00:00Z',
  '2026-10-01T12:60:00Z',
  '2026-10-01T12:00:60Z',
  '2026-10-01T12:00:61Z',
  ' 2026-10-01T12:00:00Z',
  '1759320000',
])('%j is no instant', (text) => {
  expect(parseTime(text)).toBeUndefined();
});
