import type { Pipeline } from '@breakeven/ingest/pipeline';
import type { ClickHouseClient } from '@clickhouse/client';
import { Inject, Injectable } from '@nestjs/common';
import { CLICKHOUSE_READER, PIPELINE } from './tokens.ts';

/** Tells whether the workspace has any event yet. */
@Injectable()
export class StoredEvents {
  constructor(
    @Inject(CLICKHOUSE_READER) private readonly clickhouse: ClickHouseClient,
    @Inject(PIPELINE) private readonly pipeline: Pipeline,
  ) {}

  /** True once an event was acknowledged, even if it is still on its way to ClickHouse. */
  async any(): Promise<boolean> {
    if (this.pipeline.status().spool_events > 0) return true;
    const result = await this.clickhouse.query({
      query: 'SELECT 1 AS one FROM events LIMIT 1',
      format: 'JSONEachRow',
    });
    return (await result.json()).length > 0;
  }
}
