import { type PriceSheet, periodsWithin } from './price-sheet.ts';
import type { Report } from './report.ts';

/**
 * The prices that a report can need: years of daily exchange rates don't belong into every query. On event basis, usage
 * and earnings are as old as the range; what a generation had used when it was blocked may be older, and a cohort earns
 * and costs for ever.
 */
export function relevantPrices(sheet: PriceSheet, { basis, range, measures }: Report): PriceSheet {
  if (basis === 'generation') return sheet;
  const [start, end] = [range.start, range.end].map(({ epochMilliseconds: ms }) => ms / 1000) as [
    number,
    number,
  ];
  const bucket = Math.floor(start / 900) * 900;
  const usageFrom = measures.some(({ family }) => family === 'blocked_usage') ? 0 : bucket;
  return {
    ...sheet,
    usage: periodsWithin(sheet.usage, usageFrom, end),
    revenue: periodsWithin(sheet.revenue, bucket, end),
  };
}
