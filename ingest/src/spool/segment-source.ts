import type { Segment } from './segment.ts';

/** The end of a spool at which segments come out. */
export interface SegmentSource {
  /**
   * The oldest segment that is neither taken nor forgotten; waits until there is one. A segment that is still being
   * written to is closed first, so that nothing waits for a segment to fill up.
   * @returns undefined when the spool is closed meanwhile
   */
  takeSegment(): Promise<Segment | undefined>;
  /** Deletes a segment whose events are durable elsewhere. */
  forget(segment: Segment): Promise<void>;
}
