import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** Choices that one seed repeats exactly. */
export interface Random {
  /** Both ends included. */
  int(min: number, max: number): number;
  chance(probability: number): boolean;
  pick<Item>(items: readonly Item[]): Item;
  /** The value with this probability, else undefined. */
  maybe<Value>(probability: number, value: () => Value): Value | undefined;
  /** In place. */
  shuffle<Item>(items: Item[]): Item[];
}

export function random(seed: number): Random {
  const generator = xoroshiro128plus(seed);
  const int = (min: number, max: number) => uniformInt(generator, min, max);
  const chance = (probability: number) => uniformFloat64(generator) < probability;
  return {
    int,
    chance,
    pick: (items) => items[int(0, items.length - 1)]!,
    maybe: (probability, value) => (chance(probability) ? value() : undefined),
    shuffle(items) {
      for (let last = items.length - 1; last > 0; last -= 1) {
        const other = int(0, last);
        [items[last], items[other]] = [items[other]!, items[last]!];
      }
      return items;
    },
  };
}
