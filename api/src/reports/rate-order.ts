import type { Rate } from '../stores/rate.ts';

/** In the order of the contract's table: of two rates that name as many keys, the one that names an earlier key wins. */
const matchKeys = ['gpu_model', 'gpu_region', 'stage', 'classifier'];

/**
 * Sorts rates so that the first one that matches a usage and is valid is the one that counts: most match keys, then the
 * key named first in the contract, then the latest start, then the one added last.
 */
export function compareRates(a: Rate, b: Rate): number {
  const keysOf = ({ match }: Rate) => matchKeys.filter((key) => match[key] !== undefined);
  const rank = (rate: Rate) => keysOf(rate).map((key) => matchKeys.indexOf(key));
  return (
    keysOf(b).length - keysOf(a).length ||
    rank(a).reduce((sum, key) => sum + key, 0) - rank(b).reduce((sum, key) => sum + key, 0) ||
    b.validFrom - a.validFrom ||
    b.id - a.id
  );
}
