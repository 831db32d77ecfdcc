import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import type { ClickHouseClient } from '@clickhouse/client';
import { splitStatements } from './split-statements.ts';

export { postgresMigrations } from './postgres/index.ts';

// The SQL files lie beside the source; the compiled file is one folder further down.
const sqlFolder = new URL(
  import.meta.url.endsWith('.ts') ? './clickhouse/' : '../clickhouse/',
  import.meta.url,
);

interface Migration {
  file: string;
  sql: string;
  /** SHA-256 of the file, hex. */
  checksum: string;
}

/**
 * Applies the numbered files of `migrations/clickhouse` to the client's database: each once, in order, recorded with its
 * checksum in `schema_migrations`. Answers the names of the files that were applied.
 *
 * 1. A file that holds nothing but CREATE OR REPLACE VIEW is applied again when it changed: a view holds no data.
 * 2. Any other file that changed after it was applied is an error: write a new file with the next number.
 * 3. ClickHouse has no transactions for DDL. A file that failed half-way is applied again from its beginning, so
 *    every statement must be repeatable (IF NOT EXISTS, OR REPLACE).
 * @throws Error naming the file that failed or changed.
 */
export async function migrateClickHouse(client: ClickHouseClient, folder = sqlFolder): Promise<string[]> {
  await client.command({
    query: `CREATE TABLE IF NOT EXISTS schema_migrations
            (file String, checksum String, applied_at DateTime('UTC') DEFAULT now())
            ENGINE = ReplacingMergeTree(applied_at) ORDER BY file
            SETTINGS fsync_after_insert = 1, fsync_part_directory = 1`,
  });
  const applied = await appliedChecksums(client);
  const migrations = await readMigrations(folder);
  for (const { file } of migrations.filter(({ file, checksum, sql }) =>
    isChangedTable(applied.get(file), checksum, sql),
  )) {
    throw new Error(
      `migrations/clickhouse/${file} was changed after it was applied: add a file with the next number instead`,
    );
  }

  const names: string[] = [];
  for (const migration of migrations.filter(({ file, checksum }) => applied.get(file) !== checksum)) {
    await apply(client, migration);
    names.push(migration.file);
  }
  return names;
}

function isChangedTable(appliedChecksum: string | undefined, checksum: string, sql: string): boolean {
  return appliedChecksum !== undefined && appliedChecksum !== checksum && !holdsOnlyViews(sql);
}

function holdsOnlyViews(sql: string): boolean {
  return splitStatements(sql).every((statement) => /^CREATE OR REPLACE VIEW\s/i.test(statement));
}

async function readMigrations(folder: URL): Promise<Migration[]> {
  const files = (await readdir(folder)).filter((file) => /^\d{3}_[a-z0-9_]+\.sql$/.test(file)).sort();
  return Promise.all(
    files.map(async (file) => {
      const sql = await readFile(new URL(file, folder), 'utf8');
      return { file, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    }),
  );
}

async function appliedChecksums(client: ClickHouseClient): Promise<Map<string, string>> {
  const result = await client.query({
    query: 'SELECT file, checksum FROM schema_migrations FINAL',
    format: 'JSONEachRow',
  });
  const rows = await result.json<{ file: string; checksum: string }>();
  return new Map(rows.map(({ file, checksum }) => [file, checksum]));
}

async function apply(client: ClickHouseClient, { file, sql, checksum }: Migration): Promise<void> {
  for (const query of splitStatements(sql)) {
    await client.command({ query }).catch((error: Error) => {
      throw new Error(`migrations/clickhouse/${file}: ${error.message}`, { cause: error });
    });
  }
  await client.insert({ table: 'schema_migrations', values: [{ file, checksum }], format: 'JSONEachRow' });
}
