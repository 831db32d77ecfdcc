import type { Rate } from '../../api/types.ts';

export interface RateGroup {
  key: string;
  resource: Rate['resource'];
  match: Record<string, string>;
  /** Newest first. */
  rates: { rate: Rate; status: 'valid now' | 'to come' | 'past' | 'never valid'; until: string | null }[];
}

/**
 * Prices by what they are for, each group with its history. Of two prices with the same start the one added last
 * counts; the other was never valid.
 */
export function groupRates(rates: Rate[], now: number): RateGroup[] {
  const groups = new Map<string, Rate[]>();
  for (const rate of rates) {
    const key = JSON.stringify([rate.resource, Object.entries(rate.match).sort()]);
    groups.set(key, [...(groups.get(key) ?? []), rate]);
  }
  return [...groups].map(([key, members]) => {
    const sorted = members.toSorted(
      (a, b) => Date.parse(b.valid_from) - Date.parse(a.valid_from) || b.id - a.id,
    );
    let next: string | null = null;
    let current = false;
    const withStatus = sorted.map((rate, index) => {
      const isReplaced = sorted[index - 1]?.valid_from === rate.valid_from;
      const until = isReplaced ? null : next;
      if (!isReplaced) next = rate.valid_from;
      const hasBegun = Date.parse(rate.valid_from) <= now;
      const status = isReplaced ? 'never valid' : !hasBegun ? 'to come' : current ? 'past' : 'valid now';
      if (status === 'valid now') current = true;
      return { rate, status, until } as const;
    });
    return { key, resource: sorted[0]!.resource, match: sorted[0]!.match, rates: withStatus };
  });
}
