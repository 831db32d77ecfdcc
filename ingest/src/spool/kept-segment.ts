import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { decodeFrame, type FrameHeader } from './frame-codec.ts';
import { scanFrames } from './scan-frames.ts';
import type { Segment } from './segment.ts';
import { segmentName } from './segment-name.ts';
import { setAside } from './set-aside.ts';
import type { SpoolFrame } from './spool-frame.ts';
import type { SpoolPosition } from './spool-position.ts';

/** A segment of a spool: first written to, then taken, at last forgotten. */
export class KeptSegment implements Segment {
  readonly #logger: Logger;
  readonly sequence: number;
  readonly path: string;
  events = 0;
  rejected = 0;
  /** Just after the last durable frame. */
  bytes = 0;
  /** When a frame was first appended, in milliseconds since 1970. */
  oldest = Number.POSITIVE_INFINITY;
  mayBeWritten = false;
  token = '';
  state: 'open' | 'ready' | 'taken' | 'forgotten' = 'open';

  constructor(directory: string, sequence: number, logger: Logger) {
    this.#logger = logger;
    this.sequence = sequence;
    this.path = join(directory, segmentName(sequence));
  }

  get position(): SpoolPosition {
    return { segment: this.sequence, end: this.bytes };
  }

  get isEmpty(): boolean {
    return this.events === 0 && this.rejected === 0;
  }

  /**
   * Counts a frame that is durable. The first one makes the token, so that a segment that is replayed keeps it.
   * @param end where the frame ends in the file
   */
  add(frame: FrameHeader, end: number): void {
    if (this.isEmpty) {
      const first = `${this.sequence}:${frame.crc}:${frame.appendedAt}`;
      this.token = `${this.sequence}-${createHash('sha256').update(first).digest('hex').slice(0, 16)}`;
    }
    // The least, not the first: the clock may have been set back.
    this.oldest = Math.min(this.oldest, frame.appendedAt);
    this.events += frame.events;
    this.rejected += frame.rejected;
    this.bytes = end;
  }

  async *read(): AsyncGenerator<SpoolFrame> {
    const bytes = (await readFile(this.path)).subarray(0, this.bytes);
    const { frames, damages } = scanFrames(bytes);
    await setAside(this.path, bytes, damages, this.#logger);
    for (const frame of frames) yield decodeFrame(bytes, frame.start, frame);
  }
}
