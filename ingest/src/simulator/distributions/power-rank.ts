import type { Random } from './random.ts';

/**
 * A rank from 1 to `size`, the low ranks far more often (a Zipf law): the first fraction x of all ranks gets the share
 * x ** concentration of all draws. With 0.4 the first 0.5 % get 12 %.
 */
export function powerRank(random: Random, size: number, concentration: number): number {
  return Math.min(size, 1 + Math.floor(size * random() ** (1 / concentration)));
}
