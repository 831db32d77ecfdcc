import { describe, expect, test } from 'vitest';
import { resolveRange } from './resolve-range.ts';

const now = Date.parse('2026-11-23T18:50:00Z');

describe('a time range', () => {
  test('of days starts at a local midnight and ends at the next quarter of an hour', () => {
    expect(resolveRange({ preset: '7d' }, 'UTC', now)).toMatchObject({
      start: '2026-11-17',
      end: '2026-11-23T19:00:00Z',
      live: true,
    });
  });

  test('counts the days of the zone, where it is already tomorrow', () => {
    expect(resolveRange({ preset: '7d' }, 'Asia/Kathmandu', now).start).toBe('2026-11-18');
    expect(resolveRange({ preset: '7d' }, 'America/Los_Angeles', now).start).toBe('2026-11-17');
  });

  test('of 24 hours is whole hours on the clock of the zone', () => {
    expect(resolveRange({ preset: '24h' }, 'Asia/Kathmandu', now)).toMatchObject({
      start: '2026-11-22T19:15:00Z',
      end: '2026-11-23T19:15:00Z',
    });
  });

  test('last month is whole and does not change any more', () => {
    expect(resolveRange({ preset: 'last-month' }, 'UTC', Date.parse('2027-01-05T00:00:00Z'))).toMatchObject({
      start: '2026-12-01',
      end: '2027-01-01',
      live: false,
    });
  });

  test('with fixed dates names its last day, not the one after', () => {
    expect(resolveRange({ start: '2026-10-01', end: '2026-11-01' }, 'UTC', now).label).toMatch(/31 Oct/);
  });
});
