/** A longer wish is more likely a clock or a proxy gone wrong than a plan. */
const LONGEST_WISH_MS = 10 * 60_000;

/**
 * How long the server asks to be left alone (`Retry-After`, in seconds or as an HTTP date), in milliseconds; undefined
 * when it does not say. A date is read against the server's own clock, when it tells that too.
 * @param now milliseconds since 1970
 */
export function retryAfter(headers: Headers, now: number): number | undefined {
  const text = headers.get('retry-after')?.trim();
  if (!text) return undefined;
  const seconds = Number(text);
  const wished = Number.isNaN(seconds)
    ? Date.parse(text) - (Date.parse(headers.get('date') ?? '') || now)
    : seconds * 1000;
  return wished > 0 ? Math.min(wished, LONGEST_WISH_MS) : undefined;
}
