import type { PipelineNumbers } from './pipeline-numbers.ts';

/**
 * An instant such that every event that was acknowledged before it is in every answer, in milliseconds since 1970.
 *
 * The order of the three readings matters. The clock comes first, since an event that is acknowledged later is later.
 * Then the spool and at last the settling, since an event goes this way: the one is told of it before the other forgets it.
 */
export function completeUntil(numbers: PipelineNumbers): number {
  const now = Date.now();
  const spoolOldest = numbers.get('spoolOldest');
  const settlingOldest = numbers.get('settlingOldest');
  return Math.min(now, spoolOldest, settlingOldest);
}
