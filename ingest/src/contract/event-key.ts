import { hash } from 'node:crypto';

/**
 * The identity of an event as one number: the first 128 bits of SHA-256 over source, NUL, id (UTF-8).
 * NUL can be in neither, so no two pairs share a text.
 * @returns 32 hex digits, most significant first; as a number it is `event_keys.key` (UInt128)
 */
export function eventKey(source: string, id: string): string {
  return hash('sha256', `${source}\0${id}`, 'hex').slice(0, 32);
}
