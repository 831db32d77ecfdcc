const BUCKET_SECONDS = 15 * 60;
const BUCKET_MICROSECONDS = BUCKET_SECONDS * 1_000_000;

/**
 * The bucket that an instant belongs to: the start of its quarter of an hour in UTC.
 * @param microseconds since 1970
 * @returns seconds since 1970
 */
export function bucketOf(microseconds: number): number {
  return Math.floor(microseconds / BUCKET_MICROSECONDS) * BUCKET_SECONDS;
}
