import { z } from 'zod';

const UNITS: Record<string, number> = {
  B: 1,
  ...{ KB: 1e3, MB: 1e6, GB: 1e9, TB: 1e12 },
  ...{ KIB: 2 ** 10, MIB: 2 ** 20, GIB: 2 ** 30, TIB: 2 ** 40 },
};

/** A number of bytes as people write it: `10GiB`, `500 MB` or plain bytes. What comes out is bytes. */
export function byteSize(min: number, max: number) {
  const message = `must be a size from ${inWords(min)} to ${inWords(max)}, such as 10GiB, 500MB or a number of bytes`;
  return z
    .string()
    .transform(bytesOf)
    .refine((bytes) => bytes >= min && bytes <= max, message);
}

/** NaN for what is no size, which is within no bounds. */
function bytesOf(text: string): number {
  const [, number, unit = ''] = /^\s*(\d{1,15}(?:\.\d{1,9})?)\s*([a-z]{0,3})\s*$/i.exec(text) ?? [];
  const factor = UNITS[unit.toUpperCase() || 'B'];
  return number === undefined || factor === undefined ? Number.NaN : Math.round(Number(number) * factor);
}

function inWords(bytes: number): string {
  const [unit, factor] = (['TiB', 'GiB', 'MiB', 'KiB'] as const)
    .map((name) => [name, UNITS[name.toUpperCase()]!] as const)
    .find(([, size]) => bytes % size === 0) ?? ['bytes', 1];
  return `${bytes / factor} ${unit}`;
}
