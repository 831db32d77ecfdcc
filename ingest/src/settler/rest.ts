/** While others need the machine it rests five times as long as it worked: a sixth of the time at most. */
const REST = 5;
/** However long the last statement took, totals are not older than a minute or so for its sake. */
const MAX_REST_MS = 60_000;

/** How long the settler rests after so many milliseconds of work while the writer has much to do. */
export function restAfter(workedMs: number): number {
  return Math.min(workedMs * REST, MAX_REST_MS);
}
