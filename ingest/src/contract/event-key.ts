import { xxHash40 } from './xx-hash.ts';

/**
 * A short stand-in for the identity of an event: the top 40 bits of xxHash64 over source, NUL, id (UTF-8). In ClickHouse:
 * `bitShiftRight(xxHash64(concat(source, '\0', id)), 24)`.
 *
 * It says that an event may be known, never that it is: others may have the same key, by chance or because somebody
 * looked for them. Who finds a key compares source and id.
 */
export function eventKey(source: string, id: string): number {
  return xxHash40(`${source}\0${id}`);
}
