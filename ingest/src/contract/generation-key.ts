import { xxHash40 } from './xx-hash.ts';

/**
 * A short stand-in for a generation's id: the top 40 bits of xxHash64 of it (UTF-8). In ClickHouse:
 * `bitShiftRight(xxHash64(generation_id), 24)`. Others may have the same key: who finds one compares the id.
 */
export function generationKey(id: string): number {
  return xxHash40(id);
}
