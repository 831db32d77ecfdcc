import { type FileHandle, open, truncate, unlink } from 'node:fs/promises';
import type { Logger } from 'pino';
import { faultPoint } from '../fault-point.ts';
import { encodeFrame } from './frame-codec.ts';
import { KeptSegment } from './kept-segment.ts';
import type { RecoveredSegments } from './recover-segments.ts';
import type { SegmentFacts } from './segment.ts';
import { nextSequence } from './segment-name.ts';
import type { Spool, SpoolStats } from './spool.ts';
import type { SpoolFrame } from './spool-frame.ts';
import type { SpoolPosition } from './spool-position.ts';
import { SpoolUnavailable } from './spool-unavailable.ts';
import { syncPath } from './sync-path.ts';

/** A segment of this size is closed: about as many rows as one insert should have (fewer cost more each). */
const MAX_SEGMENT_EVENTS = 100_000;
const MAX_SEGMENT_BYTES = 64 * 1024 ** 2;

interface Append {
  frame: SpoolFrame;
  resolve: (position: SpoolPosition) => void;
  reject: (error: unknown) => void;
}

interface FileSpoolOptions {
  directory: string;
  logger: Logger;
  maxBytes: number;
  onChange: (stats: SpoolStats) => void;
  now: () => number;
}

/** A spool in the files of one directory. */
export class FileSpool implements Spool {
  readonly #options: FileSpoolOptions;
  /** Oldest first, without the open one and without those that are forgotten. */
  #segments: KeptSegment[];
  #lastSequence: number;
  /** Keeps the last sequence while there is no other file; goes when there is. */
  #reminder: string | undefined;
  #open: { segment: KeptSegment; handle: FileHandle } | undefined;
  #last: SpoolPosition | undefined;
  readonly #appends: Append[] = [];
  readonly #takers: ((segment: SegmentFacts | undefined) => void)[] = [];
  #working: Promise<void> | undefined;
  #isFailing = false;
  #isClosed = false;

  constructor(options: FileSpoolOptions, { segments, lastSequence, reminder }: RecoveredSegments) {
    this.#options = options;
    this.#segments = segments;
    this.#lastSequence = lastSequence;
    this.#reminder = reminder;
    this.#last = segments.at(-1)?.facts.position;
    options.onChange(this.stats());
  }

  append(frame: SpoolFrame): Promise<SpoolPosition> {
    if (this.#isClosed)
      return Promise.reject(new SpoolUnavailable('spool_unavailable', 'The spool is closed.'));
    return new Promise((resolve, reject) => {
      this.#appends.push({ frame, resolve, reject });
      this.#working ??= this.#work();
    });
  }

  takeSegment(): Promise<SegmentFacts | undefined> {
    if (this.#isClosed) return Promise.resolve(undefined);
    return new Promise((resolve) => {
      this.#takers.push(resolve);
      this.#working ??= this.#work();
    });
  }

  async forget(sequence: number): Promise<void> {
    const kept = this.#segments.find((segment) => segment.sequence === sequence);
    if (kept === undefined) return;
    if (sequence === this.#lastSequence) {
      await truncate(kept.path, 0);
      this.#reminder = kept.path;
    } else await unlink(kept.path);
    this.#segments = this.#segments.filter((segment) => segment !== kept);
    this.#options.onChange(this.stats());
  }

  stats(): SpoolStats {
    const stats: SpoolStats = { segments: 0, bytes: 0, events: 0, last: this.#last, oldest: undefined };
    const add = ({ bytes, events, oldest }: KeptSegment) => {
      stats.segments += 1;
      stats.bytes += bytes;
      stats.events += events;
      stats.oldest = Math.min(stats.oldest ?? oldest, oldest);
    };
    for (const segment of this.#segments) add(segment);
    if (this.#open !== undefined && !this.#open.segment.isEmpty) add(this.#open.segment);
    return stats;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#working;
    await this.#open?.handle.close();
    this.#open = undefined;
    for (const taker of this.#takers.splice(0)) taker(undefined);
  }

  /** Writes what waits, frame by frame, and hands segments to who waits for them. One at a time. */
  async #work(): Promise<void> {
    do {
      const append = this.#appends.shift();
      if (append !== undefined) await this.#write(append.frame).then(append.resolve, append.reject);
      await this.#handOver();
    } while (this.#appends.length > 0 || (this.#takers.length > 0 && this.#hasSegment()));
    this.#working = undefined;
  }

  async #write(frame: SpoolFrame): Promise<SpoolPosition> {
    const { bytes, header } = encodeFrame(frame, this.#options.now());
    if (this.stats().bytes + bytes.length > this.#options.maxBytes) {
      throw new SpoolUnavailable(
        'spool_full',
        'The spool is full, because events arrive faster than they are counted.',
      );
    }
    try {
      if (this.#open !== undefined && isFull(this.#open.segment)) await this.#seal();
      this.#open ??= await this.#create();
      const { segment, handle } = this.#open;
      await writeAll(handle, bytes, segment.bytes);
      faultPoint('frame-written');
      await handle.datasync();
      segment.add(header, segment.bytes + bytes.length);
      this.#last = segment.facts.position;
    } catch (error) {
      await this.#mend();
      if (!this.#isFailing)
        this.#options.logger.error({ err: error }, 'spool: cannot write; events are refused until it can');
      this.#isFailing = true;
      throw new SpoolUnavailable('spool_unavailable', 'The spool cannot be written to.', error);
    }
    faultPoint('frame-durable');
    if (this.#isFailing) this.#options.logger.info('spool: can write again');
    this.#isFailing = false;
    this.#options.onChange(this.stats());
    return this.#last;
  }

  /** Takes back what a failed write has left, so that the next frame never follows half a frame. */
  async #mend(): Promise<void> {
    if (this.#open === undefined) return;
    const { segment, handle } = this.#open;
    // When even this fails, the segment is read only up to its last durable frame.
    await handle.truncate(segment.bytes).catch(() => {});
    // After a failed fsync a file may have lost what a later fsync would call durable: it takes no more frames.
    if (!segment.isEmpty) await this.#seal();
  }

  async #create(): Promise<{ segment: KeptSegment; handle: FileHandle }> {
    const { directory, logger, now } = this.#options;
    const segment = new KeptSegment(directory, nextSequence(this.#lastSequence, now()), false);
    const handle = await open(segment.path, 'wx');
    this.#lastSequence = segment.sequence;
    try {
      await syncPath(directory);
    } catch (error) {
      await handle.close();
      throw error;
    }
    const reminder = this.#reminder;
    this.#reminder = undefined;
    if (reminder !== undefined) {
      await unlink(reminder).catch((err) => logger.warn({ err }, 'spool: an empty segment was not deleted'));
    }
    return { segment, handle };
  }

  /** Closes the open segment: it takes no more frames and may be taken. */
  async #seal(): Promise<void> {
    const { segment, handle } = this.#open!;
    this.#open = undefined;
    segment.state = 'ready';
    this.#segments.push(segment);
    // All of it is durable already, so there is nothing that a failed close could lose.
    await handle.close().catch(() => {});
  }

  async #handOver(): Promise<void> {
    while (this.#takers.length > 0 && this.#hasSegment()) {
      if (!this.#segments.some(({ state }) => state === 'ready')) await this.#seal();
      const segment = this.#segments.find(({ state }) => state === 'ready')!;
      segment.state = 'taken';
      this.#takers.shift()!(segment.facts);
    }
  }

  #hasSegment(): boolean {
    return this.#segments.some(({ state }) => state === 'ready') || this.#open?.segment.isEmpty === false;
  }
}

function isFull({ events, bytes }: KeptSegment): boolean {
  return events >= MAX_SEGMENT_EVENTS || bytes >= MAX_SEGMENT_BYTES;
}

/** A write may take only a part, as on a disk that is nearly full. */
async function writeAll(handle: FileHandle, bytes: Buffer, position: number): Promise<void> {
  for (let written = 0; written < bytes.length; ) {
    const { bytesWritten } = await handle.write(bytes, written, bytes.length - written, position + written);
    written += bytesWritten;
  }
}
