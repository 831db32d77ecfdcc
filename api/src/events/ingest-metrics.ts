import type { Pipeline } from '@breakeven/ingest/pipeline';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { Counter, Gauge } from 'prom-client';
import { PIPELINE } from '../stores/tokens.ts';
import { CollectService } from './collect.service.ts';
import { Intake } from './intake/intake.ts';

/** Puts the state of ingestion among the metrics. All are of this process since its start. */
@Injectable()
export class IngestMetrics implements OnModuleInit {
  constructor(
    @Inject(PIPELINE) private readonly pipeline: Pipeline,
    private readonly collector: CollectService,
    private readonly intake: Intake,
  ) {}

  onModuleInit(): void {
    const { pipeline, collector, intake } = this;
    const status = () => pipeline.status();
    count('events_accepted', 'Events that were acknowledged.', () => status().accepted);
    count('events_duplicates', 'Events that were known already.', () => status().duplicates);
    new Counter({
      name: 'breakeven_ingest_events_rejected_total',
      help: 'Events that are kept for a person instead of being counted, by the first reason.',
      labelNames: ['code'],
      collect() {
        this.reset();
        let known = 0;
        for (const [code, events] of collector.rejectedByCode) {
          if (code !== 'id_conflict') this.inc({ code }, events);
          known += code === 'id_conflict' ? 0 : events;
        }
        // All others had another content than the event that is stored under their identity: found at once or later.
        this.inc({ code: 'id_conflict' }, Math.max(0, status().rejected - known));
      },
    });
    show('spool_events', 'Events that wait to be stored.', () => status().spool_events);
    show('spool_bytes', 'Size of the spool.', () => status().spool_bytes);
    show('spool_quarantined_parts', 'Damaged parts of the spool.', () => status().quarantined_parts);
    show('lag_seconds', 'Age of the oldest event not in every answer.', () => status().lag_seconds);
    show('settling_buckets', 'Quarters of an hour to be settled.', () => status().settling_buckets);
    show('in_flight_bytes', 'Bodies that come in or wait.', () => intake.bytesInFlight.bytes);
  }
}

function count(name: string, help: string, value: () => number): void {
  new Counter({
    ...{ name: `breakeven_ingest_${name}_total`, help },
    collect() {
      this.reset();
      this.inc(value());
    },
  });
}

function show(name: string, help: string, value: () => number): void {
  new Gauge({
    ...{ name: `breakeven_ingest_${name}`, help },
    collect() {
      this.set(value());
    },
  });
}
