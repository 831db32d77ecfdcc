import { createHash } from 'node:crypto';
import { xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus';

/** Gives the next number of its sequence, from 0 (included) to 1 (excluded). */
export type Random = () => number;

/**
 * A sequence of random numbers of its own for whatever the key names, such as (seed, 'hour', 490123). Because nothing is
 * drawn from one common sequence, any hour and any user can be generated without those before it, and stays the same.
 */
export function randomFor(...key: readonly (string | number)[]): Random {
  // Neighbouring keys must not give neighbouring states, which this generator would show in its first numbers.
  const digest = createHash('sha256').update(key.join('\0')).digest();
  const state = [0, 4, 8, 12].map((offset) => digest.readInt32LE(offset));
  const generator = xoroshiro128plusFromState(state);
  return () => (generator.next() >>> 0) / 2 ** 32;
}
