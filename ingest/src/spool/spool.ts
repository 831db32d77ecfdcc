import type { SegmentFacts } from './segment.ts';
import type { SpoolFrame } from './spool-frame.ts';
import type { SpoolPosition } from './spool-position.ts';

/** Durable first-in-first-out store of frames, between the answer to the sender and the insert into ClickHouse. */
export interface Spool {
  /**
   * Keeps a frame, after those appended before it.
   * @returns where the frame ends, once it survives a power cut
   * @throws SpoolUnavailable when the spool is full or the disk refuses; nothing of the frame is kept then
   */
  append(frame: SpoolFrame): Promise<SpoolPosition>;
  /**
   * The oldest segment that is neither taken nor forgotten; waits until there is one. A segment that is still being
   * written to is closed first, so that nothing waits for a segment to fill up.
   * @returns undefined when the spool is closed meanwhile
   */
  takeSegment(): Promise<SegmentFacts | undefined>;
  /** Deletes a segment whose events are durable elsewhere. */
  forget(sequence: number): Promise<void>;
  stats(): SpoolStats;
  /** Waits for running appends, then closes the files. Later appends are refused; what is kept stays for the next start. */
  close(): Promise<void>;
}

/** What waits in the spool. */
export interface SpoolStats {
  segments: number;
  bytes: number;
  /** Accepted events that are not forgotten yet. */
  events: number;
  /** The newest frame that is kept or was kept and forgotten; undefined while there was none since the start. */
  last: SpoolPosition | undefined;
  /** When the oldest frame that waits was appended, in milliseconds since 1970; undefined when nothing waits. */
  oldest: number | undefined;
}
