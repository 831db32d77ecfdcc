import type { IngestStatus } from '@breakeven/ingest/ingest-status';
import type { Pipeline } from '@breakeven/ingest/pipeline';
import { Inject, Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { collectDefaultMetrics, Gauge, register } from 'prom-client';
import { PIPELINE } from '../stores/tokens.ts';

const help = {
  accepted: 'Events acknowledged since the start.',
  duplicates: 'Events that were known already, since the start.',
  rejected: 'Events that are kept for a person instead of being counted, since the start.',
  spool_events: 'Events that wait to be stored.',
  spool_bytes: 'Size of the spool.',
  lag_seconds: 'Age of the oldest event that is not in every answer.',
  settling_buckets: 'Quarters of an hour that wait to be settled.',
} satisfies Partial<Record<keyof IngestStatus, string>>;

/** Puts the state of the pipeline, and of this process, among the metrics. */
@Injectable()
export class PipelineMetrics implements OnModuleInit, OnModuleDestroy {
  constructor(@Inject(PIPELINE) private readonly pipeline: Pipeline) {}

  onModuleInit(): void {
    collectDefaultMetrics();
    const { pipeline } = this;
    for (const [name, text] of Object.entries(help)) {
      new Gauge({
        name: `breakeven_ingest_${name}`,
        help: text,
        collect() {
          this.set(pipeline.status()[name as keyof typeof help]);
        },
      });
    }
  }

  onModuleDestroy(): void {
    register.clear();
  }
}
