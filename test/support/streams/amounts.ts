import type { Random } from './random.ts';

/** A number of seconds: none, whole, and with as many digits as JSON can carry. */
export function seconds(random: Random): number {
  return random.pick([
    () => 0,
    () => random.int(1, 500),
    () => random.int(1, 500_000) / 1000,
    () => Number(`${random.int(0, 999)}.${String(random.int(0, 999_999_999_999)).padStart(12, '0')}`),
    () => random.int(1, 99) / 10_000_000,
  ])();
}

/** A number of bytes. */
export function bytes(random: Random): number {
  return random.pick([() => 0, () => random.int(1, 5000), () => random.int(1, 2_000_000_000)])();
}
