import type { ClickHouseClient } from '@clickhouse/client';
import type { Logger } from 'pino';
import { faultPoint } from '../fault-point.ts';
import type { Segment } from '../spool/segment.ts';
import type { SegmentSource } from '../spool/segment-source.ts';
import { WakeUp } from '../wake-up.ts';
import { GenerationMemory } from './generation-memory.ts';
import { EventsRefused } from './insert-events.ts';
import { readSegment } from './read-segment.ts';
import { StoredKeys } from './stored-keys.ts';
import { identityOf, type WriterStores, type WrittenSegment, writeSegment } from './write-segment.ts';

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
  readonly #stores: WriterStores;
  readonly #wakeUp = new WakeUp();
  readonly #fillAgain = new WakeUp();
  #isStopping = false;
  #running: Promise<unknown> = Promise.resolve();

  constructor(options: WriterOptions) {
    this.#options = options;
    const { client } = options;
    this.#stores = { client, generations: new GenerationMemory(), events: new StoredKeys('event_keys') };
  }

  start(): void {
    this.#running = Promise.all([this.#run(), this.#remember()]);
  }

  /** Writes what waits at once. */
  wake(): void {
    this.#wakeUp.call();
  }

  /** Finishes the attempt that runs. Resolves when the source has ended too, on whose next segment it may wait. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    this.#wakeUp.call();
    this.#fillAgain.call();
    await this.#running;
  }

  async #run(): Promise<void> {
    const { spool } = this.#options;
    while (!this.#isStopping) {
      const segment = await spool.takeSegment();
      if (segment === undefined) return;
      faultPoint('segment-taken');
      await this.#write(segment);
      // After those that were found at the start, however small, the next is there already.
      const isSmall = segment.events < SMALL_SEGMENT && !segment.mayBeWritten;
      if (isSmall && !this.#isStopping) await this.#wakeUp.sleep(GATHER_MS);
    }
  }

  /** Reads which events and generations are stored, while segments are written already: until then all are looked up. */
  async #remember(): Promise<void> {
    const { client, events, generations } = this.#stores;
    const isStopping = () => this.#isStopping;
    for (let attempt = 1; !this.#isStopping; attempt += 1) {
      try {
        await generations.stored.fill(client, isStopping);
        await events.fill(client, isStopping);
        return;
      } catch (error) {
        const text = 'writer: cannot read which events are stored; until it can, each is looked up';
        if (attempt === 1) this.#options.logger.warn({ err: error }, text);
        await this.#fillAgain.sleep(retryIn(attempt));
      }
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
        const careful = segment.mayBeWritten || attempt > 1;
        const written = await writeSegment(content, this.#stores, { careful, refused });
        onWritten(segment, written);
        await spool.forget(segment);
        faultPoint('segment-forgotten');
        return;
      } catch (error) {
        if (error instanceof EventsRefused) this.#turnAway(error, segment, refused);
        else await this.#pause(error, segment, attempt);
      }
    }
  }

  /** The next attempt keeps these events as rejected and writes the others. */
  #turnAway({ events }: EventsRefused, { sequence }: Segment, refused: Map<string, string>): void {
    for (const event of events) {
      refused.set(identityOf(event), event.message);
      const text = 'writer: ClickHouse refuses an event; it is kept in rejected_events';
      this.#options.logger.error({ sequence, ...event }, text);
    }
  }

  async #pause(error: unknown, { sequence }: Segment, attempt: number): Promise<void> {
    const retryInMs = retryIn(attempt);
    this.#options.logger.warn(
      { err: error, sequence, attempt, retryInMs },
      'writer: cannot write a segment; it stays in the spool and is tried again',
    );
    await this.#wakeUp.sleep(retryInMs);
  }
}

function retryIn(attempt: number): number {
  return Math.min(FIRST_RETRY_MS * 2 ** (attempt - 1), MAX_RETRY_MS);
}
