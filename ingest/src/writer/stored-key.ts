import { hash } from 'node:crypto';

/** The key of an event as `event_keys.key` (UInt128) holds it: 32 hex digits of SHA-256 over source, NUL, id. */
export function storedKey(source: string, id: string): string {
  return hash('sha256', `${source}\0${id}`, 'hex').slice(0, 32);
}
