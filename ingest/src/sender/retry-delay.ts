const FIRST_DELAY_MS = 500;
const LONGEST_DELAY_MS = 30_000;

/**
 * How long to wait before a request is sent again, in milliseconds.
 *
 * The server's own wish (`Retry-After`, seconds or an HTTP date) is a lower bound. Otherwise the delay doubles with each
 * try, with a random half taken off, so that many senders that failed together don't come back together.
 * @param attempt 0 before the first repetition.
 * @param chance a number from 0 to 1.
 */
export function retryDelay(attempt: number, retryAfter: string | null, now: number, chance: number): number {
  const backoff = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** attempt) * (0.5 + chance / 2);
  if (retryAfter === null || retryAfter === '') return backoff;
  const seconds = Number(retryAfter);
  const wished = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(retryAfter) - now;
  return Number.isFinite(wished) && wished > 0 ? wished + backoff * 0.2 : backoff;
}
