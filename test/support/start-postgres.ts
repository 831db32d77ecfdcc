import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '@breakeven/api/stores/embedded-postgres';
import { entities } from '@breakeven/api/stores/entities/entities';
import { postgresMigrations } from '@breakeven/migrations/migrate';
import pino from 'pino';
import { DataSource } from 'typeorm';

/** A PostgreSQL of the test's own, with all tables and nothing in them. */
export interface StartedPostgres {
  dataSource: DataSource;
  /** Closes the connections, stops the server and removes its data. */
  stop(): Promise<void>;
}

/** Starts a real PostgreSQL in a folder of its own and applies the migrations: about a second. */
export async function startPostgres(): Promise<StartedPostgres> {
  const dataDir = await mkdtemp(join(tmpdir(), 'breakeven-postgres-'));
  const engine = await startEmbeddedPostgres(dataDir, pino({ level: 'silent' }));
  const dataSource = await new DataSource({
    type: 'postgres',
    url: engine.access,
    entities,
    migrations: postgresMigrations,
    installExtensions: false,
  }).initialize();
  await dataSource.runMigrations();
  return {
    dataSource,
    async stop() {
      await dataSource.destroy();
      await engine.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
