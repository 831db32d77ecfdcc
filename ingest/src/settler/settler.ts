import type { ClickHouseClient } from '@clickhouse/client';
import type { Logger } from 'pino';
import type { Progress } from '../progress.ts';
import { WakeUp } from '../wake-up.ts';
import { bucketChunks } from './bucket-chunks.ts';
import { findDirtyBuckets } from './dirty-buckets.ts';
import { restAfter } from './rest.ts';
import { settleBuckets } from './settle-buckets.ts';
import { settleWhatCan } from './settle-what-can.ts';

/** Marks of others (an erasure, a second process) come without a call. */
const LOOK_EVERY_MS = 10_000;
const FIRST_RETRY_MS = 500;
const MAX_RETRY_MS = 15_000;
/** While much is settled, the buckets of the last hour come between, this often. */
const PRESENT_EVERY_MS = 10_000;
const PRESENT_SECONDS = 3600;

export interface SettlerOptions {
  client: ClickHouseClient;
  progress: Progress;
  logger: Logger;
  /** Whether others need the machine: while they do not, the settler does not rest. */
  isBusy: () => boolean;
  /** Told how many buckets wait to be settled, when that changes. */
  onWaiting: (buckets: number) => void;
}

/** Settles the buckets that are touched: at once when there is little to do, in the background of the writer otherwise. */
export class Settler {
  readonly #options: SettlerOptions;
  readonly #marked = new WakeUp();
  readonly #hurried = new WakeUp();
  #isStopping = false;
  #running: Promise<void> = Promise.resolve();

  constructor(options: SettlerOptions) {
    this.#options = options;
  }

  start(): void {
    this.#running = this.#run();
  }

  /** To be called when a bucket was touched. */
  wake(): void {
    this.#marked.call();
  }

  /** To be called when somebody waits: ends a rest. */
  hurry(): void {
    this.#hurried.call();
    this.#marked.call();
  }

  /** Finishes the statement that runs. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    this.hurry();
    await this.#running;
  }

  async #run(): Promise<void> {
    let failures = 0;
    while (!this.#isStopping) {
      try {
        await this.#settle();
        failures = 0;
        if (!this.#isStopping) await this.#marked.sleep(LOOK_EVERY_MS);
      } catch (error) {
        const retryInMs = Math.min(FIRST_RETRY_MS * 2 ** failures, MAX_RETRY_MS);
        failures += 1;
        this.#options.logger.warn({ err: error, retryInMs }, 'settler: cannot settle; it is tried again');
        if (!this.#isStopping) await this.#hurried.sleep(retryInMs);
      }
    }
  }

  /**
   * Settles every bucket that is dirty now, the newest first.
   * @throws what the store said of the first bucket that it could not settle, once all others are
   */
  async #settle(): Promise<void> {
    const { client, progress, onWaiting } = this.#options;
    const done = progress.startSettling();
    const dirty = await findDirtyBuckets(client);
    let waiting = dirty.length;
    onWaiting(waiting);
    let rest = 0;
    let failure: unknown;
    let presentAt = performance.now() + PRESENT_EVERY_MS;
    for (const chunk of bucketChunks(dirty)) {
      await this.#rest(rest);
      if (this.#isStopping) return;
      const started = performance.now();
      if (started >= presentAt) await this.#settlePresent();
      const failed = await settleWhatCan(chunk, (buckets) => settleBuckets(client, buckets));
      const ended = performance.now();
      if (started >= presentAt) presentAt = ended + PRESENT_EVERY_MS;
      rest = restAfter(ended - started);
      failure ??= failed.error;
      waiting -= chunk.length - failed.buckets;
      onWaiting(waiting);
    }
    if (failure !== undefined) throw failure;
    done();
    await this.#rest(rest);
  }

  /** What people look at must not wait until a long history is settled. */
  async #settlePresent(): Promise<void> {
    const { client } = this.#options;
    const dirty = await findDirtyBuckets(client, Date.now() / 1000 - PRESENT_SECONDS);
    for (const chunk of bucketChunks(dirty)) await settleBuckets(client, chunk);
  }

  async #rest(milliseconds: number): Promise<void> {
    const { progress, isBusy } = this.#options;
    if (milliseconds > 0 && !this.#isStopping && isBusy() && !progress.isAwaited)
      await this.#hurried.sleep(milliseconds);
  }
}
