/** What one unit of `base` was worth in `quote` on a UTC day. */
export interface FxRate {
  /** Grows with every added rate: of two for the same day and pair the higher id was added later and wins. */
  id: number;
  /** YYYY-MM-DD, UTC. */
  date: string;
  /** ISO 4217. */
  base: string;
  /** ISO 4217. */
  quote: string;
  /** A decimal string above 0. */
  rate: string;
  /** Milliseconds since 1970. */
  createdAt: number;
}
