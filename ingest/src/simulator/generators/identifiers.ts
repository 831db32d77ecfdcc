import type { Random } from '../distributions/random.ts';

/** A UUIDv7: its first 48 bits are the time, so that ids sort like the requests. */
export function generationId(time: number, random: Random): string {
  const hex = Math.floor(time).toString(16).padStart(12, '0') + hexDigits(20, random);
  const variant = '89ab'.charAt(Math.floor(random() * 4));
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `7${hex.slice(13, 16)}`,
    variant + hex.slice(17, 20),
    hex.slice(20, 32),
  ].join('-');
}

/** A hash as it would come from a photo or a prompt: 32 hex digits. */
export function contentHash(random: Random): string {
  return hexDigits(32, random);
}

function hexDigits(count: number, random: Random): string {
  let digits = '';
  while (digits.length < count)
    digits += Math.floor(random() * 2 ** 32)
      .toString(16)
      .padStart(8, '0');
  return digits.slice(0, count);
}
