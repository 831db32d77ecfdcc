import type { CollectAnswer } from '@breakeven/ingest/collector/collect-answer';
import type { CollectRequest } from '@breakeven/ingest/collector/collect-request';
import type { SpoolPosition } from '@breakeven/ingest/spool/spool-position';
import type { ClickHouseClient } from '@clickhouse/client';
import type { Logger } from 'pino';

// Interim: the documented interface of @breakeven/ingest/pipeline, until that file is there.
export interface PipelineOptions {
  spoolDir: string;
  clickhouse: ClickHouseClient;
  pseudonymKey: Buffer;
  maxEventAgeDays: number;
  logger: Logger;
}
export interface Pipeline {
  collect(request: CollectRequest): Promise<CollectAnswer>;
  settled(position: SpoolPosition): Promise<void>;
  completeUntil(): Date;
  status(): Promise<IngestStatus>;
  stop(): Promise<void>;
}
export interface IngestStatus {
  accepted: number;
  duplicates: number;
  rejected: number;
  spool_events: number;
  spool_bytes: number;
  lag_seconds: number;
  settling_buckets: number;
}

/** Starts the ingest pipeline if its package has it already; else one that takes nothing. */
export async function startPipeline(options: PipelineOptions): Promise<Pipeline> {
  const specifier = '@breakeven/ingest/pipeline';
  const found = (await import(specifier).catch((error) => {
    if (error.code !== 'ERR_MODULE_NOT_FOUND') throw error;
  })) as { startPipeline(options: PipelineOptions): Promise<Pipeline> } | undefined;
  if (found) return found.startPipeline(options);
  options.logger.warn('There is no ingest pipeline yet');
  const status = { accepted: 0, duplicates: 0, rejected: 0, spool_events: 0, spool_bytes: 0, lag_seconds: 0 };
  const problem = { code: 'no_pipeline', title: 'No pipeline', detail: 'There is no ingest pipeline yet.' };
  return {
    collect: async () => ({ status: 503, body: problem, retryAfterSeconds: 5 }),
    settled: async () => undefined,
    completeUntil: () => new Date(),
    status: async () => ({ ...status, settling_buckets: 0 }),
    stop: async () => undefined,
  };
}
