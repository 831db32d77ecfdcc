import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import type { Grain } from './grain.ts';
import { timeGrid } from './time-grid.ts';

/** The grid from one local day to another, as local times with offset. */
function grid(from: string, to: string, grain: Grain, zone: string): string[] {
  const instant = (day: string) => Temporal.PlainDate.from(day).toZonedDateTime(zone).toInstant();
  return labels(timeGrid(instant(from), instant(to), grain, zone).starts, zone);
}

function labels(starts: number[], zone: string): string[] {
  return starts.map((start) =>
    Temporal.Instant.fromEpochMilliseconds(start * 1000).toString({ timeZone: zone, smallestUnit: 'minute' }),
  );
}

describe('timeGrid', () => {
  it('starts days at midnight of a zone that is 5:45 from UTC', () => {
    expect(grid('2026-10-01', '2026-10-04', 'day', 'Asia/Kathmandu')).toEqual([
      '2026-10-01T00:00+05:45',
      '2026-10-02T00:00+05:45',
      '2026-10-03T00:00+05:45',
    ]);
  });

  it('starts hours when the clock of the zone shows a full hour, whatever the offset', () => {
    const all = grid('2026-10-01', '2026-10-02', 'hour', 'Asia/Kathmandu');
    expect(all).toHaveLength(24);
    expect(all.slice(0, 2)).toEqual(['2026-10-01T00:00+05:45', '2026-10-01T01:00+05:45']);
    expect(grid('2026-01-01', '2026-01-02', 'hour', 'Pacific/Chatham')[23]).toBe('2026-01-01T23:00+13:45');
    expect(grid('2026-07-01', '2026-07-02', 'hour', 'Australia/Adelaide')[1]).toBe('2026-07-01T01:00+09:30');
  });

  it('gives the day on which clocks go forward 23 hours and leaves out the hour that is not shown', () => {
    const hours = grid('2026-03-29', '2026-03-30', 'hour', 'Europe/Berlin');
    expect(hours).toHaveLength(23);
    expect(hours.slice(1, 3)).toEqual(['2026-03-29T01:00+01:00', '2026-03-29T03:00+02:00']);
    expect(grid('2026-03-28', '2026-03-31', 'day', 'Europe/Berlin')).toEqual([
      '2026-03-28T00:00+01:00',
      '2026-03-29T00:00+01:00',
      '2026-03-30T00:00+02:00',
    ]);
  });

  it('gives the day on which clocks go back 25 hours and tells the hour shown twice apart by its offset', () => {
    const hours = grid('2026-10-25', '2026-10-26', 'hour', 'Europe/Berlin');
    expect(hours).toHaveLength(25);
    expect(hours.slice(2, 4)).toEqual(['2026-10-25T02:00+02:00', '2026-10-25T02:00+01:00']);
  });

  it('keeps both clock changes of zones that are 3/4 of an hour off (Chatham) and half an hour off (Adelaide)', () => {
    // Chatham: at 3:45 back to 2:45; Adelaide: at 3:00 back to 2:00.
    expect(grid('2026-04-05', '2026-04-06', 'hour', 'Pacific/Chatham').slice(1, 7)).toEqual([
      '2026-04-05T01:00+13:45',
      '2026-04-05T02:00+13:45',
      '2026-04-05T03:00+13:45',
      '2026-04-05T02:00+13:45', // goes on for a quarter of an hour
      '2026-04-05T03:00+12:45',
      '2026-04-05T04:00+12:45',
    ]);
    // Chatham: at 2:45 on to 3:45; no hour starts at 3:00, so what is left of it belongs to the next one.
    expect(grid('2026-09-27', '2026-09-28', 'hour', 'Pacific/Chatham').slice(2, 5)).toEqual([
      '2026-09-27T02:00+12:45',
      '2026-09-27T04:00+13:45',
      '2026-09-27T04:00+13:45',
    ]);
    expect(grid('2026-04-05', '2026-04-06', 'hour', 'Australia/Adelaide')).toHaveLength(25);
    expect(grid('2026-10-04', '2026-10-05', 'hour', 'Australia/Adelaide')).toHaveLength(23);
  });

  it('makes one hour shorter or longer where the clock moves by half an hour (Lord Howe)', () => {
    expect(grid('2026-10-04', '2026-10-05', 'hour', 'Australia/Lord_Howe').slice(1, 4)).toEqual([
      '2026-10-04T01:00+10:30',
      '2026-10-04T02:30+11:00',
      '2026-10-04T03:00+11:00',
    ]);
    expect(grid('2026-04-05', '2026-04-06', 'hour', 'Australia/Lord_Howe').slice(1, 3)).toEqual([
      '2026-04-05T01:00+11:00',
      '2026-04-05T02:00+10:30',
    ]);
  });

  it('starts a day that has no midnight at the first instant of it', () => {
    expect(grid('2026-09-05', '2026-09-08', 'day', 'America/Santiago')).toEqual([
      '2026-09-05T00:00-04:00',
      '2026-09-06T01:00-03:00',
      '2026-09-07T00:00-03:00',
    ]);
  });

  it('starts weeks on Monday and quarters in January, April, July and October', () => {
    expect(grid('2026-10-01', '2026-10-13', 'week', 'UTC')).toEqual([
      '2026-09-28T00:00+00:00',
      '2026-10-05T00:00+00:00',
      '2026-10-12T00:00+00:00',
    ]);
    expect(grid('2026-02-15', '2026-07-02', 'quarter', 'America/New_York')).toEqual([
      '2026-01-01T00:00-05:00',
      '2026-04-01T00:00-04:00',
      '2026-07-01T00:00-04:00',
    ]);
    expect(grid('2026-01-31', '2026-03-02', 'month', 'Asia/Tokyo')).toHaveLength(3);
    expect(grid('2024-12-31', '2026-01-01', 'year', 'Asia/Tokyo')).toEqual([
      '2024-01-01T00:00+09:00',
      '2025-01-01T00:00+09:00',
    ]);
  });

  it('steps quarters of an hour through a change of the clock without a hole', () => {
    const { starts } = timeGrid(
      Temporal.Instant.from('2026-10-03T13:07:00Z'),
      Temporal.Instant.from('2026-10-03T17:01:00Z'),
      '15m',
      'Australia/Lord_Howe',
    );
    expect(starts[0]).toBe(Date.UTC(2026, 9, 3, 13, 0) / 1000);
    expect(starts).toHaveLength(17);
    expect(new Set(starts.slice(1).map((start, i) => start - starts[i]!))).toEqual(new Set([900]));
  });

  it('agrees with asking the calendar for every quarter of an hour of a year with both clock changes', () => {
    for (const zone of ['Australia/Lord_Howe', 'America/St_Johns', 'Pacific/Chatham']) {
      const start = Temporal.Instant.from('2026-01-01T00:00:00Z');
      const end = Temporal.Instant.from('2027-01-01T00:00:00Z');
      const { boundaries, starts } = timeGrid(start, end, 'hour', zone);
      let i = 0;
      for (let at = start; Temporal.Instant.compare(at, end) < 0; at = at.add({ minutes: 15 })) {
        const hour = at.toZonedDateTimeISO(zone).round({ smallestUnit: 'hour', roundingMode: 'floor' });
        if (at.epochMilliseconds / 1000 >= (boundaries[i + 1] ?? Number.POSITIVE_INFINITY)) i++;
        if (starts[i] !== hour.epochMilliseconds / 1000) expect.fail(`${at} in ${zone}`);
      }
    }
  }, 60_000);
});
