import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type StartedPostgres, startPostgres } from '../support/start-postgres.ts';

let postgres: StartedPostgres;
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres?.stop());

describe('the PostgreSQL migrations', () => {
  test('make exactly the tables, constraints and indexes that the entities describe', async () => {
    const { upQueries } = await postgres.dataSource.driver.createSchemaBuilder().log();
    expect(upQueries.map((query) => query.query)).toEqual([]);
  });

  test('can be undone and done again', async () => {
    const { dataSource } = postgres;
    while ((await dataSource.query<unknown[]>('SELECT 1 FROM migrations')).length > 0) {
      await dataSource.undoLastMigration();
    }
    const left = await dataSource.query<{ tablename: string }[]>(
      `SELECT tablename FROM pg_tables WHERE schemaname = 'public'`,
    );
    expect(left).toEqual([{ tablename: 'migrations' }]);
    await dataSource.runMigrations();
    const { upQueries } = await dataSource.driver.createSchemaBuilder().log();
    expect(upQueries).toEqual([]);
  });
});
