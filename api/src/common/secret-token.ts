import { createHash, randomBytes } from 'node:crypto';

/** A new secret of 256 random bits, as 43 characters that are safe in a URL, a cookie and a header. */
export function newSecretToken(): string {
  return randomBytes(32).toString('base64url');
}

/**
 * What is stored of a secret. SHA-256 without salt is enough and lets a row be found by it: a secret of 256 random bits
 * cannot be guessed. Passwords are not such secrets and go through Argon2.
 */
export function hashSecretToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
