import type { Preset, Range } from './report-state.ts';
import { addDays, dateInZone, isDate, minuteInZone, startOfMonth } from './zoned-date.ts';

export interface ResolvedRange {
  /** As the query takes them: dates are midnights in the zone, instants are UTC. */
  start: string;
  end: string;
  /** The range ends now, so new events keep changing it. */
  live: boolean;
  /** `Last 30 days`, or the dates. */
  label: string;
  /** `in the last 30 days`: within a sentence. */
  words: string;
  /** Length, near enough to choose a grain. */
  days: number;
}

const QUARTER = 15 * 60_000;
const DAY = 86_400_000;

export const PRESET_LABELS: Record<Preset, string> = {
  '24h': 'Last 24 hours',
  '7d': 'Last 7 days',
  '30d': 'Last 30 days',
  month: 'This month',
  'last-month': 'Last month',
};

/** The next quarter of an hour: the query stays the same, and so cached, until it has passed. */
export const nextQuarter = (now: number): number => Math.floor(now / QUARTER + 1) * QUARTER;

const instant = (time: number): string => new Date(time).toISOString().replace('.000Z', 'Z');

/** Turns what the person chose into the start and end of a query; `now` in milliseconds. */
export function resolveRange(range: Range, zone: string, now: number): ResolvedRange {
  if ('preset' in range) return resolvePreset(range.preset, zone, now);
  const end = Date.parse(range.end);
  return {
    ...range,
    live: Date.parse(range.start) <= now && now < end,
    label: rangeLabel(range.start, range.end, zone),
    words: 'in this period',
    days: (end - Date.parse(range.start)) / DAY,
  };
}

function resolvePreset(preset: Preset, zone: string, now: number): ResolvedRange {
  const today = dateInZone(now, zone);
  // A live range ends at the clock, not at midnight: it is then compared with just as long a time before.
  const end = instant(nextQuarter(now));
  const label = PRESET_LABELS[preset];
  const words =
    preset === 'month'
      ? 'this month'
      : preset === 'last-month'
        ? 'last month'
        : `in the ${label.toLowerCase()}`;
  switch (preset) {
    case '24h': {
      // Whole hours on the clock of the zone, so that the first bar is not a stub.
      const minutes = minuteInZone(nextQuarter(now), zone);
      const hourEnd = nextQuarter(now) + ((60 - minutes) % 60) * 60_000;
      return { start: instant(hourEnd - DAY), end: instant(hourEnd), live: true, label, words, days: 1 };
    }
    case '7d':
      return { start: addDays(today, -6), end, live: true, label, words, days: 7 };
    case '30d':
      return { start: addDays(today, -29), end, live: true, label, words, days: 30 };
    case 'month':
      return { start: startOfMonth(today), end, live: true, label, words, days: 31 };
    case 'last-month': {
      const first = startOfMonth(today);
      return { start: startOfMonth(addDays(first, -1)), end: first, live: false, label, words, days: 31 };
    }
  }
}

/** `1 Oct – 31 Oct 2026`: the last day is the last one included. */
export function rangeLabel(start: string, end: string, zone: string): string {
  const both = isDate(start) && isDate(end);
  const format = new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    ...(both ? { timeZone: 'UTC' } : { timeZone: zone, hour: '2-digit', minute: '2-digit', year: undefined }),
  });
  const last = both ? Date.parse(end) - DAY : Date.parse(end);
  return format.formatRange(Date.parse(start), last);
}
