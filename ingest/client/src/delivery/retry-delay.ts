const FIRST_DELAY_MS = 500;
const LONGEST_DELAY_MS = 30_000;

/**
 * How long to wait before a request is sent again, in milliseconds.
 *
 * A random part of a span that doubles with each try up to half a minute (full jitter), so that many senders that failed
 * together don't come back together. The server's own wish is a lower bound, with up to a quarter on top for the same reason.
 * @param attempt 0 before the first repetition.
 * @param retryAfterMs what the server asked for.
 * @param chance a number from 0 to 1.
 */
export function retryDelay(attempt: number, retryAfterMs: number | undefined, chance: number): number {
  const backoff = chance * Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** attempt);
  return retryAfterMs === undefined ? backoff : Math.max(retryAfterMs * (1 + chance / 4), backoff);
}
