import type { Random } from './random.ts';

const offsets = [
  ['Z', 0],
  ['Z', 0],
  ['+00:00', 0],
  ['+05:45', 345],
  ['-03:30', -210],
  ['+13:45', 825],
  ['-08:00', -480],
] as const;

/** An instant (microseconds since 1970) as RFC 3339 in one of the ways that services write it. */
export function timeText(time: number, random: Random): string {
  const [suffix, minutes] = random.pick(offsets);
  const local = new Date(Math.floor(time / 1_000_000) * 1000 + minutes * 60_000).toISOString().slice(0, 19);
  const fraction = String(time % 1_000_000).padStart(6, '0');
  const shortest = fraction.replace(/0+$/, '');
  return `${local}${random.chance(0.3) ? `.${fraction}` : shortest && `.${shortest}`}${suffix}`;
}
