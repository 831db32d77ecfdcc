import type { Random } from './random.ts';

/** A waiting time of the given mean. */
export function exponential(random: Random, mean: number): number {
  return -mean * Math.log(1 - random());
}
