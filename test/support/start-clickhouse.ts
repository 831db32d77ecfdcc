import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ClickHouseAccess, startEmbeddedClickHouse } from '@breakeven/api/stores/embedded-clickhouse';
import { migrateClickHouse } from '@breakeven/migrations/migrate';
import { type ClickHouseClient, ClickHouseLogLevel, createClient } from '@clickhouse/client';
import pino from 'pino';

/** A ClickHouse of the test's own, with all tables and nothing in them. */
export interface StartedClickHouse {
  access: ClickHouseAccess;
  /** As the writer. */
  client: ClickHouseClient;
  /** Closes the client, stops the server and removes its data. */
  stop(): Promise<void>;
}

/** Starts a real ClickHouse in a folder of its own and applies the migrations: about half a second. */
export async function startClickHouse(): Promise<StartedClickHouse> {
  const dataDir = await mkdtemp(join(tmpdir(), 'breakeven-clickhouse-'));
  const engine = await startEmbeddedClickHouse(dataDir, pino({ level: 'silent' }));
  const { reader: _, ...writer } = engine.access;
  const client = createClient({ ...writer, log: { level: ClickHouseLogLevel.OFF } });
  await migrateClickHouse(client);
  return {
    access: engine.access,
    client,
    async stop() {
      await client.close();
      await engine.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
