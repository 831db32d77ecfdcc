import { EVENT_COLUMNS } from '@breakeven/ingest/contract/columns';
import type { Generator } from '../load/generator.ts';
import type { Content } from '../load/generator-messages.ts';
import { CpuMeter } from '../machine/cpu-meter.ts';
import type { ClickHouse } from '../servers/clickhouse.ts';
import type { BenchServers } from './bench-servers.ts';
import { answersOf, perMillion } from './measured.ts';

/** A table for bare inserts: a copy of `events` with its engine, its settings and its codecs. */
const TABLE = 'raw_events';
const ROWS_A_REQUEST = 100_000;
const CONNECTIONS = 2;

export type RawResult = Awaited<ReturnType<typeof measureRaw>>;

/** What ClickHouse takes when rows are sent straight to it in the best way there is: large requests, two at a time. */
export async function measureRaw(servers: BenchServers, format: 'JSONEachRow' | 'Native', seconds: number) {
  await newTable(servers.clickhouse);
  const insert = insertInto(servers.clickhouse, TABLE, format);
  const content: Content =
    format === 'Native' ? { kind: 'native-rows' } : { kind: 'new-rows', perRequest: ROWS_A_REQUEST };
  return run(servers, { ...insert, connections: CONNECTIONS, seconds }, content);
}

/** What ClickHouse takes when it gathers single events itself and answers once they are stored. */
export async function measureAsyncInsert(servers: BenchServers, connections: number, seconds: number) {
  await newTable(servers.clickhouse);
  const insert = insertInto(servers.clickhouse, TABLE, 'JSONEachRow', {
    async_insert: 1,
    wait_for_async_insert: 1,
  });
  return run(servers, { ...insert, connections, seconds }, { kind: 'new-rows', perRequest: 1 });
}

/** Lets the load generator make blocks of ClickHouse's own format out of the same rows. */
export async function prepareNative(
  { clickhouse, generator }: BenchServers,
  requests: number,
): Promise<void> {
  await newTable(clickhouse);
  await clickhouse.query(
    `CREATE OR REPLACE TABLE raw_block ENGINE = Memory AS SELECT * FROM ${TABLE} LIMIT 0`,
  );
  const columns = Object.keys(EVENT_COLUMNS).join(', ');
  await generator.prepare({
    kind: 'prepare-native-rows',
    ...{ perRequest: ROWS_A_REQUEST, requests },
    insert: insertInto(clickhouse, 'raw_block', 'JSONEachRow'),
    empty: clickhouse.target('TRUNCATE TABLE raw_block'),
    select: clickhouse.target(`SELECT ${columns} FROM raw_block FORMAT Native`, {
      ...{ max_threads: 1, max_block_size: ROWS_A_REQUEST, preferred_block_size_bytes: 0 },
    }),
  });
  await clickhouse.query('DROP TABLE raw_block');
}

async function newTable(clickhouse: ClickHouse): Promise<void> {
  await clickhouse.query(`DROP TABLE IF EXISTS ${TABLE} SYNC`);
  await clickhouse.query(`CREATE TABLE ${TABLE} AS events`);
}

function insertInto(
  clickhouse: ClickHouse,
  table: string,
  format: string,
  settings: Record<string, number> = { async_insert: 0 },
) {
  const columns = Object.keys(EVENT_COLUMNS).join(', ');
  return clickhouse.target(`INSERT INTO ${table} (${columns}) FORMAT ${format}`, settings);
}

async function run(
  { clickhouse, generator }: BenchServers,
  options: Parameters<Generator['load']>[0],
  content: Content,
) {
  const meter = await new CpuMeter({ generator: generator.pid, clickhouse: clickhouse.pid }).start();
  const load = await generator.load(options, content);
  const atEnd = await meter.read();
  await clickhouse.untilMerged();
  const merged = await meter.read();
  const [stored] = await clickhouse.query(`SELECT count() AS rows FROM ${TABLE}`);
  if (Number(stored?.rows) < load.accepted * 0.999) {
    throw new Error(`ClickHouse said that it took ${load.accepted} rows and has ${stored?.rows}.`);
  }
  const bytes = (await clickhouse.bytesByTable())[TABLE] ?? 0;
  return {
    ...answersOf(load),
    sent_bytes_per_event: Math.round((load.sentBytes / load.accepted) * 10) / 10,
    stored_bytes_per_event: Math.round((bytes / load.accepted) * 10) / 10,
    cpu_s_per_million: {
      generator: perMillion(atEnd.byRole.generator, load.accepted),
      clickhouse_at_end: perMillion(atEnd.byRole.clickhouse, load.accepted),
      clickhouse: perMillion(merged.byRole.clickhouse, load.accepted),
    },
  };
}
