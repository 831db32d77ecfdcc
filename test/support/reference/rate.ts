import { microseconds } from './instant.ts';

export type Resource = 'gpu' | 'moderation_check' | 'human_review' | 'delivery' | 'storage';

/** A price as it is posted to /v1/rates. */
export interface Rate {
  resource: Resource;
  match: Record<string, string>;
  unit: string;
  price: string;
  currency: string;
  months?: number | string;
  valid_from: string;
}

/** The match keys in the order of the contract: with equally many keys, the rate that names the earlier one wins. */
const matchKeys: Record<Resource, string[]> = {
  gpu: ['gpu_model', 'gpu_region'],
  moderation_check: ['stage', 'classifier'],
  human_review: ['stage'],
  delivery: [],
  storage: [],
};

/** The rate that prices one usage at one time; undefined = unpriced. `rates` are in the order in which they were added. */
export function rateFor(
  rates: Rate[],
  resource: Resource,
  match: Record<string, string | null>,
  usedAt: number,
): Rate | undefined {
  const candidates = rates
    .map((rate, added) => ({ rate, added, keys: Object.keys(rate.match) }))
    .filter(({ rate }) => rate.resource === resource && microseconds(rate.valid_from) <= usedAt)
    .filter(({ rate, keys }) => keys.every((key) => rate.match[key] === match[key]));
  const firstKey = (keys: string[]) => matchKeys[resource].findIndex((key) => keys.includes(key));
  candidates.sort(
    (a, b) =>
      b.keys.length - a.keys.length ||
      firstKey(a.keys) - firstKey(b.keys) ||
      microseconds(b.rate.valid_from) - microseconds(a.rate.valid_from) ||
      b.added - a.added,
  );
  return candidates[0]?.rate;
}
