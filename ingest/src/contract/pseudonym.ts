import { createHmac } from 'node:crypto';

/**
 * The user key of a user id: a keyed hash, so that nobody without the key can find out which id it stands for.
 * @param userId the raw id; it must not be written anywhere, not even to a log
 * @returns the first 128 bits of HMAC-SHA-256, as 32 hex digits
 */
export function pseudonym(userId: string, key: Uint8Array): string {
  return createHmac('sha256', key).update(userId).digest('hex').slice(0, 32);
}
