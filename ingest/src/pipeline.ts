import type { ClickHouseClient } from '@clickhouse/client';
import type { Logger } from 'pino';
import type { CollectAnswer } from './collector/collect-answer.ts';
import type { CollectRequest } from './collector/collect-request.ts';
import { Collector } from './collector/collector.ts';
import type { IngestStatus } from './ingest-status.ts';
import { Progress } from './progress.ts';
import { Settler } from './settler/settler.ts';
import { openSpool } from './spool/open-spool.ts';
import type { Spool } from './spool/spool.ts';
import type { SpoolPosition } from './spool/spool-position.ts';
import { Writer } from './writer/writer.ts';

export interface PipelineOptions {
  /** Belongs to this pipeline alone. */
  spoolDir: string;
  /** May write to the tables, which must be there. May be away, also at the start: events wait in the spool. */
  clickhouse: ClickHouseClient;
  pseudonymKey: Uint8Array;
  /** Older events are rejected; 0 = no limit. */
  maxEventAgeDays: number;
  logger: Logger;
  /** Milliseconds since 1970. */
  now?: () => number;
}

/** The way of an event from a request to every answer: collector, spool, writer, settler. */
export interface Pipeline {
  /** Never throws on bad input; answers once what was accepted is durable. */
  collect(request: CollectRequest): Promise<CollectAnswer>;
  /** Resolves once everything up to this position is in every answer, rejected events included. Hurries for it. */
  settled(position: SpoolPosition): Promise<void>;
  /** To be called when somebody else has marked buckets: they are settled at once. */
  marked(): void;
  status(): IngestStatus;
  /** Every event that was acknowledged before this instant is in every answer. */
  completeUntil(): Date;
  /** Finishes what runs and closes the files; what waits is taken up at the next start. */
  stop(): Promise<void>;
}

/** Opens the spool and starts to write what an earlier run has left in it. */
export async function startPipeline(options: PipelineOptions): Promise<Pipeline> {
  const { spoolDir, clickhouse: client, logger, pseudonymKey, maxEventAgeDays, now = Date.now } = options;
  const spool = await openSpool({ directory: spoolDir, logger, now });
  const collector = new Collector({ spool, pseudonymKey, maxEventAgeDays, now });
  const progress = new Progress();
  const counts = { stored: 0, duplicates: 0, rejected: 0 };
  const isBusy = () => spool.stats().segments > 0;
  const settler = new Settler({ client, progress, logger, isBusy });
  const writer = new Writer({
    spool,
    client,
    logger,
    onWritten(segment, { stored, duplicates, conflicts, refused }) {
      counts.stored += stored;
      counts.duplicates += duplicates;
      counts.rejected += conflicts + refused;
      progress.written(segment.position, segment.oldest);
      settler.wake();
    },
  });
  writer.start();
  settler.start();

  const completeUntil = () => Math.min(progress.oldest ?? now(), spool.stats().oldest ?? now());
  return {
    async collect(request) {
      const answer = await collector.collect(request);
      if ('accepted' in answer.body) {
        counts.duplicates += answer.body.duplicates;
        counts.rejected += answer.body.rejected;
      }
      return answer;
    },
    settled(position) {
      const settled = progress.settled(position);
      writer.wake();
      settler.hurry();
      return settled;
    },
    marked: () => settler.wake(),
    status: () => ({
      accepted: counts.stored + spool.stats().events,
      duplicates: counts.duplicates,
      rejected: counts.rejected,
      spool_events: spool.stats().events,
      spool_bytes: spool.stats().bytes,
      lag_seconds: Math.max(0, now() - completeUntil()) / 1000,
      complete_until: new Date(completeUntil()).toISOString(),
      settling_buckets: settler.waiting,
    }),
    completeUntil: () => new Date(completeUntil()),
    stop: () => stop(spool, writer, settler),
  };
}

async function stop(spool: Spool, writer: Writer, settler: Settler): Promise<void> {
  // The writer may wait for the next segment of the spool, so it ends only when the spool is closed.
  await Promise.all([settler.stop(), spool.close(), writer.stop()]);
}
