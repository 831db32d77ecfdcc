import type { SpoolFrame } from './spool-frame.ts';
import type { SpoolPosition } from './spool-position.ts';

/** What is known of a closed file of frames without reading it. */
export interface SegmentFacts {
  /** Grows from segment to segment and never repeats, also across restarts. */
  sequence: number;
  path: string;
  /** Unique to this segment among all spools: the token that makes its insert happen once. */
  token: string;
  /** Accepted events. */
  events: number;
  /** Rejected events. */
  rejected: number;
  bytes: number;
  /** When its first event was acknowledged at the earliest, in milliseconds since 1970. */
  oldest: number;
  /** It was found at the start: an earlier run may have written it, or a part of it. */
  mayBeWritten: boolean;
  /** The position of its last frame. */
  position: SpoolPosition;
}

/** A closed file of frames. */
export interface Segment extends SegmentFacts {
  /**
   * The frames in the order of their appends, without those that are damaged: these are set aside. May be read again.
   * @throws when the file can't be read
   */
  read(): AsyncIterable<SpoolFrame>;
}
