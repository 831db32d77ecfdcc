import type { FxRate } from '../../api/types.ts';

/** By day, the newest first; of one day the pairs in alphabetical order, and of one pair the latest added first. */
export function newestFirst(rates: readonly FxRate[]): FxRate[] {
  return rates.toSorted(
    (a, b) =>
      b.date.localeCompare(a.date) ||
      pairOf(a).localeCompare(pairOf(b)) ||
      b.created_at.localeCompare(a.created_at),
  );
}

/** The one of each pair that counts from its day on, from a list that has the newest first. */
export function newestOfEachPair(rates: readonly FxRate[]): FxRate[] {
  const seen = new Set<string>();
  return rates.filter((rate) => !seen.has(pairOf(rate)) && seen.add(pairOf(rate)));
}

const pairOf = ({ base, quote }: FxRate) => `${base} ${quote}`;
