import { hash, verify } from '@node-rs/argon2';

// The least that OWASP recommends for Argon2id: 19 MiB, two passes, one lane.
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** The hash of a password, with its salt and parameters inside (Argon2id). */
export function hashPassword(password: string): Promise<string> {
  return hash(password, cost);
}

/**
 * Whether the password is the one of the hash. Without a hash, the same work is done and the answer is false, so that
 * the time of an answer does not tell which e-mail addresses have an account.
 */
export async function isPassword(
  password: string,
  passwordHash: string | null | undefined,
): Promise<boolean> {
  if (passwordHash) return verify(passwordHash, password);
  await hash(password, cost);
  return false;
}
