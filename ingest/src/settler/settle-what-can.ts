import { ClickHouseError } from '@clickhouse/client';
import type { DirtyBucket } from './dirty-buckets.ts';

/** Beyond so many refusals it is not the buckets' fault. */
const MAX_REFUSALS = 32;

/** How many buckets could not be settled, and what the store said of the first of them. */
export interface FailedBuckets {
  buckets: number;
  error?: unknown;
}

/**
 * Settles buckets together. When the store refuses (too little memory for all at once, say), each half by itself, and so
 * on: a bucket that can not be settled keeps no other from it.
 * @throws what says that the store can't be reached or refuses everything
 */
export async function settleWhatCan(
  chunk: readonly DirtyBucket[],
  settle: (buckets: readonly DirtyBucket[]) => Promise<void>,
): Promise<FailedBuckets> {
  const failed: FailedBuckets = { buckets: 0 };
  const waiting: (readonly DirtyBucket[])[] = [chunk];
  let refusals = 0;
  for (let part = waiting.pop(); part !== undefined; part = waiting.pop()) {
    try {
      await settle(part);
    } catch (error) {
      refusals += 1;
      if (!(error instanceof ClickHouseError) || refusals > MAX_REFUSALS) throw error;
      if (part.length > 1) {
        const half = Math.ceil(part.length / 2);
        waiting.push(part.slice(half), part.slice(0, half)); // the first half, the newer one, is taken first
      } else {
        failed.buckets += 1;
        failed.error ??= error;
      }
    }
  }
  return failed;
}
