import type { SegmentFacts } from './segment.ts';

/** What the thread of the writer asks of the thread of the spool. */
export type SegmentRequest = { take: true } | { forget: number };

/** Takes and forgets are answered each in the order in which they were asked. */
export type SegmentAnswer =
  | { taken: SegmentFacts | undefined }
  /** @property error why the segment is still there */
  | { forgotten: number; error?: Error };
