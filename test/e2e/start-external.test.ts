import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { clickHouseAccessFromUrl } from '@breakeven/api/stores/clickhouse-access-from-url';
import { createClickHouseClients } from '@breakeven/api/stores/clickhouse-clients';
import { type Engines, startEngines } from '@breakeven/api/stores/engines';
import { freePort } from '@breakeven/api/stores/free-port';
import pino from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { apiOf } from '../support/api.ts';
import { type Breakeven, startBreakeven } from '../support/start-breakeven.ts';

// These engines stand for servers that somebody else runs.
let others: Engines;
let folder: string;
let clickhouseUrl: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'breakeven-others-'));
  others = await startEngines({ dataDir: folder, logger: pino({ level: 'silent' }) });
  const { url, username, password, database } = others.clickhouse;
  clickhouseUrl = `${url.replace('//', `//${username}:${encodeURIComponent(password)}@`)}/${database}`;
});
afterAll(async () => {
  await others?.stop();
  await rm(folder, { recursive: true, force: true });
});

const rate = { date: '2026-10-01', base: 'EUR', quote: 'USD', rate: '1.09' };
const fxRatesOf = async (breakeven: Breakeven) =>
  (await apiOf(breakeven).request('GET', '/v1/fx-rates')).body.items;

test('with CLICKHOUSE_URL and DATABASE_URL it runs no engine of its own and stops none', async () => {
  const env = { CLICKHOUSE_URL: clickhouseUrl, DATABASE_URL: others.postgresUrl };
  const breakeven = await startBreakeven({ env });
  await apiOf(breakeven).addRates([], [rate]);
  expect(await readdir(breakeven.dataDir)).not.toContain('clickhouse');
  expect(await readdir(breakeven.dataDir)).not.toContain('postgres');
  await breakeven.remove();

  // What people edit is in their PostgreSQL: another DATA_DIR changes nothing.
  const next = await startBreakeven({ env });
  expect(await fxRatesOf(next)).toMatchObject([rate]);
  await next.remove();
});

test('with one of the two, the other engine is its own', async () => {
  const breakeven = await startBreakeven({ env: { CLICKHOUSE_URL: clickhouseUrl } });
  expect(await readdir(breakeven.dataDir)).toContain('postgres');
  expect(await readdir(breakeven.dataDir)).not.toContain('clickhouse');
  expect(await fxRatesOf(breakeven)).toEqual([]);
  await breakeven.remove();
});

test('it waits for databases that start after it', async () => {
  const port = await freePort();
  const later = clickhouseUrl.replace(/:\d+\//, `:${port}/`);
  const breakeven = await startBreakeven({
    env: { CLICKHOUSE_URL: later, DATABASE_URL: others.postgresUrl },
    until: 'alive',
  });
  expect((await fetch(`${breakeven.url}/readyz`)).status).toBe(503);
  const { port: target } = new URL(others.clickhouse.url);
  const door = createServer((socket) => {
    const server = connect(Number(target), '127.0.0.1');
    socket
      .on('error', () => server.destroy())
      .pipe(server)
      .on('error', () => socket.destroy())
      .pipe(socket);
  }).listen(port, '127.0.0.1');
  await expect
    .poll(async () => (await fetch(`${breakeven.url}/readyz`)).status, { timeout: 15_000 })
    .toBe(200);
  await breakeven.remove();
  door.close();
});

test('a database that refuses is named with its own words in one sentence, and no password', async () => {
  const wrong = clickhouseUrl.replace(/:[^:@/]+@/, ':wrong-password@');
  const start = startBreakeven({ env: { CLICKHOUSE_URL: wrong, DATABASE_URL: others.postgresUrl } });
  const message = await start.then(
    () => '',
    (error: Error) => error.message,
  );
  expect(message).toMatch(/ClickHouse can't be used: .*Authentication failed/);
  expect(message).not.toContain('wrong-password');
});

test('cancelling a question ends its query on their server too', async () => {
  const { writer, reader } = createClickHouseClients(clickHouseAccessFromUrl(clickhouseUrl));
  const cancel = new AbortController();
  const query = reader.query({
    query:
      'SELECT sleepEachRow(0.1) FROM numbers(600) SETTINGS max_block_size = 1, function_sleep_max_microseconds_per_block = 0',
    query_id: 'cancelled-outside',
    abort_signal: cancel.signal,
  });
  const running = async () => {
    const answer = await writer.query({
      query: "SELECT count() FROM system.processes WHERE query_id = 'cancelled-outside'",
      format: 'TabSeparated',
    });
    return Number(await answer.text());
  };
  await expect.poll(running, { timeout: 5000 }).toBe(1);
  cancel.abort();
  await expect(query).rejects.toThrow();
  await expect.poll(running, { timeout: 5000 }).toBe(0);
  await Promise.all([writer.close(), reader.close()]);
});
