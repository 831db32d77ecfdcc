import type { Decimal } from 'decimal.js';
import type { FxRate } from '../stores/fx-rate.ts';
import { ExactDecimal } from './exact-decimal.ts';

/** From this instant on, one unit is worth so much in the other currency. */
export interface Exchange {
  /** Start of a UTC day, seconds since 1970. */
  from: number;
  factor: Decimal;
}

/**
 * What one unit of `base` was worth in `quote`, oldest first; empty if it was never known. The newest rate on or before
 * a day counts, given either way round: of both on one day the direct one, of two alike the one added last. Rates are not
 * chained over a third currency, because nobody gave that price.
 */
export function exchangeHistory(fxRates: readonly FxRate[], base: string, quote: string): Exchange[] {
  if (base === quote) return [{ from: 0, factor: new ExactDecimal(1) }];
  const added = [...fxRates].sort((a, b) => a.id - b.id);
  const inverse = added.filter((fx) => fx.base === quote && fx.quote === base);
  const direct = added.filter((fx) => fx.base === base && fx.quote === quote);
  // Later entries of one day take the place of earlier ones.
  const byDay = new Map([
    ...inverse.map(({ date, rate }) => [date, new ExactDecimal(1).div(rate)] as const),
    ...direct.map(({ date, rate }) => [date, new ExactDecimal(rate)] as const),
  ]);
  return [...byDay]
    .map(([date, factor]) => ({ from: Math.max(0, Date.parse(`${date}T00:00:00Z`) / 1000), factor }))
    .sort((a, b) => a.from - b.from)
    .filter(({ factor }, i, all) => !all[i - 1]?.factor.eq(factor));
}

/** What counts at an instant (seconds since 1970); undefined before the first known rate. */
export function exchangeAt(history: readonly Exchange[], at: number): Decimal | undefined {
  return history.findLast(({ from }) => from <= at)?.factor;
}
