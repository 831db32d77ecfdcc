import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { BatchAnswer } from '@breakeven/client/batch-answer';
import { type SendTarget, sendBatch } from './send-batch.ts';

export type { BatchAnswer };

const compress = promisify(gzip);

/** Bounds of a batch, well inside those of the server (10,000 events, 16 MiB); small batches name every reject. */
const BATCH_EVENTS_MAX = 1_000;
const BATCH_CHARS_MAX = 2 * 1024 * 1024;
const IN_FLIGHT_MAX = 4;

/** Where an event comes from, given back with what became of it. */
export interface Batch<Origin> {
  lines: string[];
  origins: Origin[];
}

/**
 * Sends events in bounded batches, a few at a time, in bounded memory: `add` makes its caller wait while all senders are
 * busy. The first failure that repetition can't mend ends it: every later call throws it.
 */
export class EventSender<Origin> {
  private batch: Batch<Origin> = { lines: [], origins: [] };
  private chars = 0;
  private readonly inFlight = new Set<Promise<void>>();
  private failure: unknown;

  /** @param onAnswer is called once for each batch that the server answered. */
  constructor(
    private readonly target: SendTarget,
    private readonly onAnswer: (batch: Batch<Origin>, answer: BatchAnswer) => void,
  ) {}

  /** Takes one event (its JSON on one line). Await the promise, when there is one, before adding more. */
  add(line: string, origin: Origin): Promise<void> | undefined {
    if (this.failure !== undefined) throw this.failure;
    this.batch.lines.push(line);
    this.batch.origins.push(origin);
    this.chars += line.length + 1;
    if (this.batch.lines.length < BATCH_EVENTS_MAX && this.chars < BATCH_CHARS_MAX) return undefined;
    return this.flush();
  }

  /** Sends what has been added so far without waiting for the batch to fill; returns when there is room for more. */
  async flush(): Promise<void> {
    if (this.batch.lines.length > 0) {
      const batch = this.batch;
      this.batch = { lines: [], origins: [] };
      this.chars = 0;
      const sending = this.send(batch)
        .catch((error: unknown) => {
          this.failure ??= error;
        })
        .finally(() => this.inFlight.delete(sending));
      this.inFlight.add(sending);
    }
    while (this.inFlight.size >= IN_FLIGHT_MAX) await Promise.race(this.inFlight);
    if (this.failure !== undefined) throw this.failure;
  }

  /** Sends the rest and returns once every batch has been answered. */
  async finish(): Promise<void> {
    if (this.failure === undefined) await this.flush();
    while (this.inFlight.size > 0 && this.failure === undefined) await Promise.race(this.inFlight);
    if (this.failure !== undefined) throw this.failure;
  }

  private async send(batch: Batch<Origin>): Promise<void> {
    const gzipped = await compress(batch.lines.join('\n'), { level: 1 });
    this.onAnswer(batch, await sendBatch(this.target, gzipped));
  }
}
