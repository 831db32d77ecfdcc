import { Decimal } from './decimal.ts';

/** An exchange rate as it is posted to /v1/fx-rates: one unit of `base` is `rate` units of `quote`. */
export interface FxRate {
  date: string;
  base: string;
  quote: string;
  rate: string;
}

/**
 * How many units of `to` one unit of `from` is on the UTC day of `time` (microseconds since 1970): by the newest rate on
 * or before that day, either way round; on one day the direct one before the inverse. Null = not convertible.
 */
export function exchange(fxRates: FxRate[], from: string, to: string, time: number): Decimal | null {
  if (from === to) return new Decimal(1);
  const day = new Date(time / 1000).toISOString().slice(0, 10);
  const known = fxRates
    .map((fx, added) => ({ ...fx, added, direct: fx.base === from && fx.quote === to }))
    .filter((fx) => fx.date <= day && (fx.direct || (fx.base === to && fx.quote === from)));
  known.sort(
    (a, b) => b.date.localeCompare(a.date) || Number(b.direct) - Number(a.direct) || b.added - a.added,
  );
  const newest = known[0];
  if (!newest) return null;
  return newest.direct ? new Decimal(newest.rate) : new Decimal(1).div(newest.rate);
}
