import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { FrameHeader } from './frame-codec.ts';
import type { SegmentFacts } from './segment.ts';
import { segmentName } from './segment-name.ts';

/** A segment of a spool: first written to, then taken, at last forgotten. */
export class KeptSegment {
  readonly sequence: number;
  readonly path: string;
  readonly mayBeWritten: boolean;
  events = 0;
  rejected = 0;
  /** Just after the last durable frame. */
  bytes = 0;
  /** When a frame was first appended, in milliseconds since 1970. */
  oldest = Number.POSITIVE_INFINITY;
  #token = '';
  state: 'open' | 'ready' | 'taken' = 'open';

  /** @param mayBeWritten it was found at the start */
  constructor(directory: string, sequence: number, mayBeWritten: boolean) {
    this.sequence = sequence;
    this.path = join(directory, segmentName(sequence));
    this.mayBeWritten = mayBeWritten;
  }

  get isEmpty(): boolean {
    return this.events === 0 && this.rejected === 0;
  }

  get facts(): SegmentFacts {
    const { sequence, path, events, rejected, bytes, oldest, mayBeWritten } = this;
    const position = { segment: sequence, end: bytes };
    return { sequence, path, token: this.#token, events, rejected, bytes, oldest, mayBeWritten, position };
  }

  /**
   * Counts a frame that is durable. The first one makes the token, so that a segment that is replayed keeps it.
   * @param end where the frame ends in the file
   */
  add(frame: FrameHeader, end: number): void {
    if (this.isEmpty) {
      const first = `${this.sequence}:${frame.crc}:${frame.appendedAt}`;
      this.#token = `${this.sequence}-${createHash('sha256').update(first).digest('hex').slice(0, 16)}`;
    }
    // The least, not the first: the clock may have been set back.
    this.oldest = Math.min(this.oldest, frame.appendedAt);
    this.events += frame.events;
    this.rejected += frame.rejected;
    this.bytes = end;
  }
}
