import type { ClickHouseClient } from '@clickhouse/client';
import type { Logger } from 'pino';
import type { Segment } from '../spool/segment.ts';
import type { SegmentSource } from '../spool/segment-source.ts';
import { WakeUp } from '../wake-up.ts';
import { GenerationStore } from './generation-store.ts';
import { EventsRefused } from './insert-events.ts';
import { readSegment } from './read-segment.ts';
import { storedKey } from './stored-key.ts';
import { type WrittenSegment, writeSegment } from './write-segment.ts';

/** Every segment costs some inserts whatever its size, so after a small one more events are let come together. */
const SMALL_SEGMENT = 20_000;
const GATHER_MS = 500;
const FIRST_RETRY_MS = 250;
const MAX_RETRY_MS = 15_000;

export interface WriterOptions {
  spool: SegmentSource;
  client: ClickHouseClient;
  logger: Logger;
  /** Called when a segment is stored and marked, before it is forgotten. */
  onWritten: (segment: Segment, written: WrittenSegment) => void;
}

/** Takes segment by segment from the spool to ClickHouse, in their order, as long as it takes. */
export class Writer {
  readonly #options: WriterOptions;
  readonly #generations: GenerationStore;
  readonly #wakeUp = new WakeUp();
  #isStopping = false;
  #running: Promise<void> = Promise.resolve();

  constructor(options: WriterOptions) {
    this.#options = options;
    this.#generations = new GenerationStore(options.client);
  }

  start(): void {
    this.#running = this.#run();
  }

  /** Writes what waits at once. */
  wake(): void {
    this.#wakeUp.call();
  }

  /** Finishes the attempt that runs. Resolves when the spool is closed too, on whose next segment it may wait. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    this.#wakeUp.call();
    await this.#running;
  }

  async #run(): Promise<void> {
    const { spool } = this.#options;
    while (!this.#isStopping) {
      const segment = await spool.takeSegment();
      if (segment === undefined) return;
      await this.#write(segment);
      if (!this.#isStopping && segment.events < SMALL_SEGMENT) await this.#wakeUp.sleep(GATHER_MS);
    }
  }

  async #write(segment: Segment): Promise<void> {
    const { spool, logger, onWritten } = this.#options;
    const content = await readSegment(segment).catch((error: unknown) => {
      const { sequence, events } = segment;
      logger.error({ err: error, sequence, events }, 'writer: cannot read a segment; it stays in the spool');
    });
    if (content === undefined) return;
    const refused = new Map<string, string>();
    for (let attempt = 1; !this.#isStopping; attempt += 1) {
      try {
        const stores = { client: this.#options.client, generations: this.#generations };
        const written = await writeSegment(content, stores, refused);
        onWritten(segment, written);
        await spool.forget(segment);
        return;
      } catch (error) {
        if (error instanceof EventsRefused) this.#turnAway(error, segment, refused);
        else await this.#pause(error, segment, attempt);
      }
    }
  }

  /** The next attempt keeps these events as rejected and writes the others. */
  #turnAway({ events }: EventsRefused, { sequence }: Segment, refused: Map<string, string>): void {
    for (const [{ source, id }, message] of events) {
      refused.set(storedKey(source, id), message);
      const text = 'writer: ClickHouse refuses an event; it is kept in rejected_events';
      this.#options.logger.error({ sequence, source, id, message }, text);
    }
  }

  async #pause(error: unknown, { sequence }: Segment, attempt: number): Promise<void> {
    const retryInMs = Math.min(FIRST_RETRY_MS * 2 ** (attempt - 1), MAX_RETRY_MS);
    this.#options.logger.warn(
      { err: error, sequence, attempt, retryInMs },
      'writer: cannot write a segment; it stays in the spool and is tried again',
    );
    await this.#wakeUp.sleep(retryInMs);
  }
}
