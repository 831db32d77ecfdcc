import type { SegmentSource } from './segment-source.ts';
import type { SpoolFrame } from './spool-frame.ts';
import type { SpoolPosition } from './spool-position.ts';

/** Durable first-in-first-out store of frames, between the answer to the sender and the insert into ClickHouse. */
export interface Spool extends SegmentSource {
  /**
   * Keeps a frame. Appends that arrive together share one write and one fdatasync.
   * @returns where the frame ends, once it survives a power cut
   * @throws SpoolUnavailable when the spool is full or the disk refuses; nothing of the frame is kept then
   */
  append(frame: SpoolFrame): Promise<SpoolPosition>;
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
  /** Rejected events that are not forgotten yet. */
  rejected: number;
  /** The newest frame that is kept or was kept and forgotten; undefined while there was none since the start. */
  last: SpoolPosition | undefined;
  /** Everything up to here was forgotten since the start; undefined while nothing was. */
  forgotten: SpoolPosition | undefined;
  /** When the oldest frame that waits was appended, in milliseconds since 1970; undefined when nothing waits. */
  oldest: number | undefined;
}
