import type { Pipeline } from '@breakeven/ingest/pipeline';
import { type DynamicModule, Module } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AuditLog } from './audit-log.ts';
import type { ClickHouseClients } from './clickhouse-clients.ts';
import { KeyRing } from './key-ring.ts';
import { RateCard } from './rate-card.ts';
import { StoredEvents } from './stored-events.ts';
import { CLICKHOUSE_READER, CLICKHOUSE_WRITER, PIPELINE } from './tokens.ts';
import { Workspace } from './workspace.ts';

/** What is open before the application is built. Whoever opened it closes it. */
export interface Stores {
  clickhouse: ClickHouseClients;
  dataSource: DataSource;
  pipeline: Pipeline;
}

/** Offers the stores to every module. */
@Module({})
export class StoresModule {
  static with({ clickhouse, dataSource, pipeline }: Stores): DynamicModule {
    const services = [AuditLog, KeyRing, RateCard, StoredEvents, Workspace];
    return {
      module: StoresModule,
      global: true,
      providers: [
        { provide: CLICKHOUSE_WRITER, useValue: clickhouse.writer },
        { provide: CLICKHOUSE_READER, useValue: clickhouse.reader },
        { provide: DataSource, useValue: dataSource },
        { provide: PIPELINE, useValue: pipeline },
        ...services,
      ],
      exports: [CLICKHOUSE_WRITER, CLICKHOUSE_READER, DataSource, PIPELINE, ...services],
    };
  }
}
