import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { migrateClickHouse } from '@breakeven/migrations/migrate';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type StartedClickHouse, startClickHouse } from '../support/start-clickhouse.ts';

let clickhouse: StartedClickHouse;
let folder: string;
beforeAll(async () => {
  clickhouse = await startClickHouse();
});
afterAll(() => clickhouse.stop());
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'breakeven-migrations-'));
  return () => rm(folder, { recursive: true });
});

const migrate = () => migrateClickHouse(clickhouse.client, pathToFileURL(`${folder}/`));
const write = (file: string, sql: string) => writeFile(join(folder, file), sql);
const valuesOf = async (table: string) => {
  const answer = await clickhouse.client.query({
    query: `SELECT a FROM ${table} ORDER BY a`,
    format: 'JSONEachRow',
  });
  return (await answer.json<{ a: number }>()).map(({ a }) => a);
};

test('the product has every migration applied after its start, and applies none a second time', async () => {
  expect(await migrateClickHouse(clickhouse.client)).toEqual([]);
});

test('each file is applied once, in the order of the numbers, with all of its statements', async () => {
  await write('902_fill.sql', 'INSERT INTO ordered VALUES (1); INSERT INTO ordered VALUES (2);');
  await write('901_ordered.sql', 'CREATE TABLE ordered (a UInt8) ENGINE = MergeTree ORDER BY a');
  await write('notes.txt', 'not a migration');
  expect(await migrate()).toEqual(['901_ordered.sql', '902_fill.sql']);
  expect(await migrate()).toEqual([]);
  expect(await valuesOf('ordered')).toEqual([1, 2]);
});

test('a view is made again when its file changed', async () => {
  await write('903_view.sql', 'CREATE OR REPLACE VIEW changing AS SELECT 1 AS a');
  await migrate();
  await write('903_view.sql', '-- better\nCREATE OR REPLACE VIEW changing AS SELECT 2 AS a');
  expect(await migrate()).toEqual(['903_view.sql']);
  expect(await valuesOf('changing')).toEqual([2]);
});

test('a table whose file changed after it was applied stops the start and is left alone', async () => {
  await write('904_table.sql', 'CREATE TABLE IF NOT EXISTS kept (a UInt8) ENGINE = MergeTree ORDER BY a');
  await migrate();
  await write(
    '904_table.sql',
    'CREATE TABLE IF NOT EXISTS kept (a UInt8, b UInt8) ENGINE = MergeTree ORDER BY a',
  );
  await write('905_later.sql', 'CREATE TABLE later (a UInt8) ENGINE = MergeTree ORDER BY a');
  await expect(migrate()).rejects.toThrow(/904_table\.sql was changed after it was applied/);
  await expect(valuesOf('later')).rejects.toThrow(/later/);
});

test('a file that failed half-way is named, and applied again at the next start', async () => {
  await write(
    '906_half.sql',
    'CREATE TABLE IF NOT EXISTS half (a UInt8) ENGINE = MergeTree ORDER BY a; SELECT nothing',
  );
  await expect(migrate()).rejects.toThrow(/906_half\.sql/);
  await write(
    '906_half.sql',
    'CREATE TABLE IF NOT EXISTS half (a UInt8) ENGINE = MergeTree ORDER BY a; INSERT INTO half VALUES (7)',
  );
  expect(await migrate()).toEqual(['906_half.sql']);
  expect(await valuesOf('half')).toEqual([7]);
});
