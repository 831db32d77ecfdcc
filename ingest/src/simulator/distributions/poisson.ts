import { logNormal } from './log-normal.ts';
import type { Random } from './random.ts';

/** How often something happens that happens `mean` times on average. */
export function poisson(random: Random, mean: number): number {
  // For large means the distribution is as good as normal, and counting one by one would take too long.
  if (mean > 50) return Math.max(0, Math.round(mean + Math.sqrt(mean) * Math.log(logNormal(random, 1, 1))));
  const limit = Math.exp(-mean);
  let count = 0;
  for (let product = random(); product > limit; product *= random()) count += 1;
  return count;
}
