import type { DirtyBucket } from './dirty-buckets.ts';

/** Bounds the memory and the time of one statement; a single bucket may have more events. */
const MAX_EVENTS = 500_000;
/** The list travels in the address of the request. */
const MAX_BUCKETS = 500;

/** Splits buckets, in their order, into chunks that are settled by one statement each. */
export function* bucketChunks(buckets: readonly DirtyBucket[]): Generator<DirtyBucket[]> {
  let chunk: DirtyBucket[] = [];
  let events = 0;
  for (const bucket of buckets) {
    if (chunk.length > 0 && (chunk.length === MAX_BUCKETS || events + bucket.events > MAX_EVENTS)) {
      yield chunk;
      chunk = [];
      events = 0;
    }
    chunk.push(bucket);
    events += bucket.events;
  }
  if (chunk.length > 0) yield chunk;
}
