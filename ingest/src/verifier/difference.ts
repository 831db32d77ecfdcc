/**
 * What a check compares: `facts` and `outcomes` on events with those that follow from their generation's events,
 * `event_keys` and `generation_buckets` with the events that are stored, `blocked_usage` with the usage up to the first
 * block, `rollups` with the lines, `event_buckets` of events with their times, and `duplicates`: events that are stored twice.
 */
export const DIFFERENCE_KINDS = [
  'event_buckets',
  'duplicates',
  'event_keys',
  'generation_buckets',
  'facts',
  'outcomes',
  'blocked_usage',
  'rollups',
] as const;

export type DifferenceKind = (typeof DIFFERENCE_KINDS)[number];

/** One thing that is stored otherwise than it follows from the stored events. */
export interface Difference {
  kind: DifferenceKind;
  /** Seconds since 1970. */
  bucket: number;
  /** Which row of that bucket, as text. */
  subject: string;
  /** What is stored; '' for nothing. */
  found: string;
  /** What should be; '' for nothing. */
  expected: string;
}

/** The differences of one piece of the range: how many of each kind, and the first ones of each. */
export interface Differences {
  counts: Partial<Record<DifferenceKind, number>>;
  listed: Difference[];
}
