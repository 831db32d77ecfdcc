import { setFlagsFromString } from 'node:v8';
import { MessageChannel } from 'node:worker_threads';
import type { Logger } from 'pino';
import { CollectRequests } from './collect-requests.ts';
import type { CollectAnswer } from './collector/collect-answer.ts';
import type { CollectRequest } from './collector/collect-request.ts';
import { unavailable } from './collector/unavailable.ts';
import { completeUntil } from './complete-until.ts';
import type { IngestStatus } from './ingest-status.ts';
import { ingestStatusOf } from './ingest-status-of.ts';
import { PipelineNumbers } from './pipeline-numbers.ts';
import type { SpoolPosition } from './spool/spool-position.ts';
import type {
  ClickHouseConnection,
  CollectThreadData,
  CountThreadData,
  FromCollectThread,
  FromCountThread,
  ToCollectThread,
  ToCountThread,
} from './thread-messages.ts';
import { Thread } from './threads/thread.ts';

export interface PipelineOptions {
  /** Belongs to this pipeline alone. */
  spoolDir: string;
  /** Events that wait take at most so much of the disk; above it they are refused until some are counted. */
  maxSpoolBytes: number;
  /** May write to the tables, which must be there. May be away, also at the start: events wait in the spool. */
  clickhouse: ClickHouseConnection;
  pseudonymKey: Uint8Array;
  /** Older events are rejected; 0 = no limit. */
  maxEventAgeDays: number;
  /** Also gets what the threads log. */
  logger: Logger;
  /** Where the programs of the threads are, when not beside this file. */
  programs?: URL;
}

/**
 * The way of an event from a request to every answer. Two threads do the work: one reads requests and keeps their events
 * in the spool, the other brings them from there to ClickHouse and into the totals.
 */
export interface Pipeline {
  /** Never throws on bad input; answers once what was accepted is durable. Takes the body: it must not be used afterwards. */
  collect(request: CollectRequest): Promise<CollectAnswer>;
  /** Bytes of the bodies that are not answered yet; above MAX_WAITING_BYTES collect answers 503 at once. */
  readonly waitingBytes: number;
  /** Resolves once everything up to this position is in every answer, rejected events included. Hurries for it. */
  settled(position: SpoolPosition): Promise<void>;
  /** To be called when somebody else has marked buckets: they are settled at once. */
  marked(): void;
  status(): IngestStatus;
  /** Every event that was acknowledged before this instant is in every answer. */
  completeUntil(): Date;
  /** Resolves with a sentence when it can't go on: stop it then. */
  readonly failed: Promise<string>;
  /** Finishes what runs and closes the files; what waits is taken up at the next start. */
  stop(): Promise<void>;
}

/** For objects; buffers come on top. Enough for the largest requests, and for what is remembered of events. */
const COLLECT_LIMITS = { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 64 };
const COUNT_LIMITS = { maxOldGenerationSizeMb: 384, maxYoungGenerationSizeMb: 64 };

// Every body and block is a large object of the old space, whose first limit is so low that V8 would look through all of
// it after each few thousand events: a quarter of the CPU of all threads.
setFlagsFromString('--initial-old-space-size=128');
// Young objects are few when they are collected: helpers would cost more than they save, and take cores that others need.
setFlagsFromString('--no-parallel-scavenge');

/**
 * Opens the spool and starts to write what an earlier run has left in it.
 * @throws when the spool's directory can't be used
 */
export async function startPipeline(options: PipelineOptions): Promise<Pipeline> {
  const { logger, programs = new URL('.', import.meta.url) } = options;
  const numbers = new PipelineNumbers();
  const { port1, port2 } = new MessageChannel();
  const data = { logLevel: logger.level, numbers: numbers.memory };
  const { spoolDir, maxSpoolBytes, pseudonymKey, maxEventAgeDays } = options;
  // Whatever else is known of the database stays here.
  const { url, database, username, password } = options.clickhouse;

  const requests = new CollectRequests((message, transfer) => collectThread.post(message, transfer));
  const collectData: CollectThreadData = {
    ...{ ...data, segments: port1, spoolDir, maxSpoolBytes, pseudonymKey, maxEventAgeDays },
  };
  const collectThread = new Thread<ToCollectThread, FromCollectThread>({
    ...{ name: 'collect thread', program: new URL('collect-thread.js', programs), limits: COLLECT_LIMITS },
    ...{ data: collectData, transfer: [port1], logger },
    onMessage: ({ answers }) => requests.answered(answers),
  });

  const waiters = new Map<number, () => void>();
  let lastWaiter = 0;
  const countData: CountThreadData = {
    ...data,
    segments: port2,
    clickhouse: { url, database, username, password },
  };
  const countThread = new Thread<ToCountThread, FromCountThread>({
    ...{ name: 'count thread', program: new URL('count-thread.js', programs), limits: COUNT_LIMITS },
    ...{ data: countData, transfer: [port2], logger },
    onMessage({ settled }) {
      waiters.get(settled)!();
      waiters.delete(settled);
    },
  });

  const failed = Promise.race([collectThread.failed, countThread.failed]);
  void failed.then(() => requests.abandon(FAILED));
  const stop = async () => {
    requests.refuse(STOPPED);
    await Promise.all([collectThread.stop('stop'), countThread.stop('stop')]);
  };
  try {
    await Promise.all([collectThread.ready, countThread.ready]);
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    collect: (request) => requests.collect(request),
    get waitingBytes() {
      return requests.waitingBytes;
    },
    settled: (position) =>
      new Promise((resolve) => {
        const id = ++lastWaiter;
        waiters.set(id, resolve);
        countThread.post({ settle: position, id });
      }),
    marked: () => countThread.post('marked'),
    status: () => ingestStatusOf(numbers),
    completeUntil: () => new Date(completeUntil(numbers)),
    failed,
    stop,
  };
}

const STOPPED = unavailable(
  'stopping',
  'Breakeven is stopping. Nothing of this request was stored; send all of it again.',
);
const FAILED = unavailable(
  'failed',
  'Breakeven met an error and starts again. Send all of this request again: what was stored is not counted twice.',
);
