import type { Grain } from '../api/types.ts';

/** The grain that gives a chart some 20 to 60 buckets. */
export function autoGrain(days: number): Grain {
  if (days <= 0.5) return '15m';
  if (days <= 3) return 'hour';
  if (days <= 92) return 'day';
  if (days <= 400) return 'week';
  return 'month';
}

/** A finer grain would be more bars than a screen has room for and more rows than anybody reads. */
export function grainFits(grain: Grain, days: number): boolean {
  const perDay = { '15m': 96, hour: 24, day: 1, week: 1 / 7, month: 1 / 30, quarter: 1 / 91, year: 1 / 365 }[
    grain
  ];
  return days * perDay <= 750;
}

export const GRAIN_LABELS: Record<Grain, string> = {
  '15m': '15 minutes',
  hour: 'hour',
  day: 'day',
  week: 'week',
  month: 'month',
  quarter: 'quarter',
  year: 'year',
};
