import { randomUUID } from 'node:crypto';

/**
 * A UUID of version 7 (RFC 9562): sorts by time, then at random.
 * @param now milliseconds since 1970
 */
export function uuidV7(now: number): string {
  const time = now.toString(16).padStart(12, '0');
  // The variant and 74 random bits of a version 4 are exactly what a version 7 has behind its time.
  return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(15)}`;
}
