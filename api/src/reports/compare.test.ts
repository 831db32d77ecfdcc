import { describe, expect, it } from 'vitest';
import { catalog } from '../metrics/catalog.ts';
import { compare } from './compare.ts';
import { guard } from './guard.ts';
import { normalize } from './normalize.ts';
import { answeredRange } from './report-meta.ts';
import { reportQuerySchema } from './report-query.ts';

function before(to: 'previous_period' | 'previous_year', start: string, end: string, timeZone = 'UTC') {
  const query = reportQuerySchema.parse({
    metrics: ['views'],
    time_range: { start, end, time_zone: timeZone },
  });
  const report = guard(normalize(query, { currency: 'USD', timeZone }, 1000), catalog);
  const range = answeredRange(compare(report, to));
  return [range.start, range.end];
}

describe('compare', () => {
  it('compares days with as many days before, from midnight to midnight over a change of the clock', () => {
    expect(before('previous_period', '2026-10-26', '2026-10-28', 'Europe/Berlin')).toEqual([
      '2026-10-24T00:00:00+02:00',
      '2026-10-26T00:00:00+01:00',
    ]);
  });

  it('compares whole months with as many months before, however long they are', () => {
    expect(before('previous_period', '2026-03-01', '2026-04-01')).toEqual([
      '2026-02-01T00:00:00+00:00',
      '2026-03-01T00:00:00+00:00',
    ]);
    expect(before('previous_period', '2026-07-01', '2026-10-01')[0]).toBe('2026-04-01T00:00:00+00:00');
    expect(before('previous_period', '2026-01-01', '2027-01-01')[0]).toBe('2025-01-01T00:00:00+00:00');
  });

  it('compares days up to now with the days before up to the same time of day', () => {
    expect(before('previous_period', '2026-10-24', '2026-10-26T15:30:00+01:00', 'Europe/Berlin')).toEqual([
      '2026-10-21T00:00:00+02:00',
      '2026-10-23T15:30:00+02:00',
    ]);
  });

  it('compares anything else with as long before', () => {
    expect(before('previous_period', '2026-10-01T00:00:00Z', '2026-10-01T06:30:00Z')).toEqual([
      '2026-09-30T17:30:00+00:00',
      '2026-10-01T00:00:00+00:00',
    ]);
  });

  it('compares with the same days of the year before, the 29th of February with the 28th', () => {
    expect(before('previous_year', '2028-02-29', '2028-03-01', 'Asia/Tokyo')).toEqual([
      '2027-02-28T00:00:00+09:00',
      '2027-03-01T00:00:00+09:00',
    ]);
  });
});
