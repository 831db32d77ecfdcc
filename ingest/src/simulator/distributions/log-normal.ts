import type { Random } from './random.ts';

/** A log-normal number by its median and the standard deviation of its logarithm. */
export function logNormal(random: Random, median: number, sigma: number): number {
  const radius = Math.sqrt(-2 * Math.log(1 - random()));
  return median * Math.exp(sigma * radius * Math.cos(2 * Math.PI * random()));
}

/** A log-normal number by its mean. */
export function logNormalOfMean(random: Random, mean: number, sigma: number): number {
  return logNormal(random, mean * Math.exp(-(sigma ** 2) / 2), sigma);
}
