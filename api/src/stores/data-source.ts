import { postgresMigrations } from '@breakeven/migrations/migrate';
import type { Logger } from 'pino';
import { DataSource } from 'typeorm';
import { entities } from './entities/entities.ts';

// Any number, as long as nobody else in the database uses it: the lock of two processes that start at once.
const migrationLock = 7_310_452_117;

/**
 * Connects to PostgreSQL and applies the migrations that are missing.
 * @throws the driver's error when it can't be reached.
 */
export async function openDataSource(url: string, logger: Logger): Promise<DataSource> {
  const dataSource = new DataSource({
    type: 'postgres',
    url,
    entities,
    migrations: postgresMigrations,
    migrationsTransactionMode: 'each',
    synchronize: false,
    installExtensions: false,
    applicationName: 'breakeven',
    poolErrorHandler: (error: Error) => logger.warn({ err: error }, 'A connection to PostgreSQL was lost'),
    extra: { max: 8, connectionTimeoutMillis: 5000, keepAlive: true },
  });
  await dataSource.initialize();
  try {
    await migrate(dataSource, logger);
  } catch (error) {
    await dataSource.destroy();
    throw error;
  }
  return dataSource;
}

async function migrate(dataSource: DataSource, logger: Logger): Promise<void> {
  const lock = dataSource.createQueryRunner();
  await lock.connect();
  try {
    await lock.query('SELECT pg_advisory_lock($1)', [migrationLock]);
    for (const { name } of await dataSource.runMigrations()) logger.info(`PostgreSQL: applied ${name}`);
    await lock.query('SELECT pg_advisory_unlock($1)', [migrationLock]);
  } finally {
    await lock.release();
  }
}
