import type { Random } from './random.ts';

/** Makes a picker of one of several things, each as often as its weight says. */
export function weighted<T>(items: readonly (readonly [item: T, weight: number])[]): (random: Random) => T {
  const total = items.reduce((sum, [, weight]) => sum + weight, 0);
  const last = items.at(-1);
  if (last === undefined) throw new RangeError('nothing to pick from');
  return (random) => {
    let left = random() * total;
    for (const [item, weight] of items) {
      left -= weight;
      if (left < 0) return item;
    }
    return last[0];
  };
}
