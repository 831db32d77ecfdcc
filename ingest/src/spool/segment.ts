import type { SpoolFrame } from './spool-frame.ts';
import type { SpoolPosition } from './spool-position.ts';

/** A closed file of frames. */
export interface Segment {
  /** Grows from segment to segment and never repeats, also across restarts. */
  sequence: number;
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
  /** The frames in the order of their appends. May be read again. */
  read(): AsyncIterable<SpoolFrame>;
}
