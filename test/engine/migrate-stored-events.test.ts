import { cp, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { pathToFileURL } from 'node:url';
import { startEmbeddedClickHouse } from '@breakeven/api/stores/embedded-clickhouse';
import { insertBytes } from '@breakeven/ingest/writer/insert-bytes';
import { migrateClickHouse } from '@breakeven/migrations/migrate';
import { type ClickHouseClient, createClient } from '@clickhouse/client';
import pino from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { IngestLab } from '../support/ingest-lab.ts';
import type { RawEvent } from '../support/reference/raw-event.ts';
import { type StartedClickHouse, startClickHouse } from '../support/start-clickhouse.ts';
import { eventStream } from '../support/streams/event-stream.ts';

const MIGRATIONS = new URL('../../migrations/clickhouse/', import.meta.url);
const NEW_IN_013 = ['outcomes'];

let current: StartedClickHouse;
let older: { client: ClickHouseClient; stop(): Promise<void> };

beforeAll(async () => {
  current = await startClickHouse();
  older = await startOlder();
});
afterAll(async () => {
  await current?.stop();
  await older?.stop();
});

/** A ClickHouse with the tables of the first release: facts on the events, outcomes and generations beside them. */
async function startOlder(): Promise<typeof older> {
  const dataDir = await mkdtemp(join(tmpdir(), 'breakeven-older-'));
  const engine = await startEmbeddedClickHouse(join(dataDir, 'clickhouse'), pino({ level: 'silent' }));
  const { reader: _, ...writer } = engine.access;
  const client = createClient(writer);
  const folder = join(dataDir, 'migrations');
  const files = (await readdir(MIGRATIONS)).filter((file) => file < '013');
  for (const file of files) await cp(new URL(file, MIGRATIONS), join(folder, file));
  await migrateClickHouse(client, pathToFileURL(`${folder}/`));
  return {
    client,
    async stop() {
      await client.close();
      await engine.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function copy(query: string, into: string): Promise<void> {
  const { stream } = await current.client.exec({ query: `${query} FORMAT Native` });
  await insertBytes(older.client, into, 'Native', await buffer(stream), into);
}

test('a store of the first release has after its migration what the writer would store today', async () => {
  const lab = new IngestLab(current.client);
  const windows: [string, string][] = [['2026-09-30T20:00:00Z', '2026-10-01T06:00:00Z']];
  const stream = eventStream({ seed: 11, events: 2000, windows });
  const invalid = new Set(stream.invalid.map(({ event }) => event));
  const valid = stream.arrivals.filter((event) => !invalid.has(event)) as RawEvent[];
  for (let taken = 0; taken < valid.length; taken += 300) await lab.write(valid.slice(taken, taken + 300));
  const expected = await stored(lab);

  // The first release stored the same rows, but for the outcomes, which were rows of their own.
  await copy(`SELECT * EXCEPT (${NEW_IN_013}) FROM events FINAL`, 'events');
  await copy('SELECT * FROM blocked_usage FINAL', 'blocked_usage');
  await copy(
    `SELECT bucket, transform(arrayJoin(bitmaskToArray(outcomes)), [1, 2, 4, 8, 16, 32],
              ['requested', 'shown', 'kept', 'posted', 'shared', 'blocked'], '') AS kind,
            generation_id, time, requested_at, country, platform, app_version, surface, variant, model, user_key,
            photo_hash, prompt_hash, version, toUInt8(0) AS is_deleted
     FROM events FINAL`,
    'outcomes',
  );
  const applied = await migrateClickHouse(older.client);
  expect(applied[0]).toBe('013_event_outcomes.sql');

  const migrated = await stored(new IngestLab(older.client));
  for (const [table, rows] of Object.entries(expected)) {
    expect(rows.length, table).toBeGreaterThan(50);
    expect(
      migrated[table]!.filter((row) => !rows.includes(row)),
      table,
    ).toEqual([]);
    expect(migrated[table]!.length, table).toBe(rows.length);
  }
  expect(await migrateClickHouse(older.client)).toEqual([]);
});

/**
 * What readers and the writer see. Of two events with one time either may carry an outcome, so that is compared by the
 * lines, which have the time and the facts of it.
 */
async function stored(lab: IngestLab): Promise<Record<string, string[]>> {
  const read = async (query: string) =>
    (await lab.query<object>(query)).map((row) => JSON.stringify(row)).sort();
  const { event_keys = [], generation_buckets = [] } = await lab.tables();
  return {
    events: await read('SELECT * EXCEPT (outcomes, version) FROM events FINAL'),
    count_lines: await read('SELECT * FROM count_lines'),
    blocked_usage: await read('SELECT * EXCEPT (version) FROM blocked_usage FINAL'),
    event_keys,
    generation_buckets,
  };
}
