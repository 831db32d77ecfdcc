import { createClient } from '@clickhouse/client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type StartedClickHouse, startClickHouse } from '../support/start-clickhouse.ts';

let clickhouse: StartedClickHouse;
beforeAll(async () => {
  clickhouse = await startClickHouse();
});
afterAll(() => clickhouse.stop());

async function run(user: { username: string; password: string }, query: string): Promise<string> {
  const client = createClient({
    url: clickhouse.access.url,
    database: 'breakeven',
    ...user,
    log: { level: 127 },
  });
  try {
    return await (await client.query({ query, format: 'TabSeparated' })).text();
  } finally {
    await client.close();
  }
}

describe('the embedded ClickHouse', () => {
  test('the reader can read our tables and change nothing', async () => {
    const { reader } = clickhouse.access;
    expect(await run(reader, 'SELECT count() FROM events FINAL')).toBe('0\n');
    await expect(run(reader, "INSERT INTO event_keys VALUES (1, '2026-01-01 00:00:00')")).rejects.toThrow(
      /INSERT/,
    );
    await expect(run(reader, 'TRUNCATE TABLE events')).rejects.toThrow(/TRUNCATE|readonly/);
  });

  test('no user can read files of the machine or reach into the network', async () => {
    for (const user of [clickhouse.access, clickhouse.access.reader, { username: 'default', password: '' }]) {
      const { username, password } = user;
      await expect(
        run({ username, password }, "SELECT * FROM file('/etc/passwd', 'LineAsString')"),
      ).rejects.toThrow();
      await expect(
        run({ username, password }, "SELECT * FROM url('http://127.0.0.1:1/', 'LineAsString')"),
      ).rejects.toThrow();
    }
  });

  test('nobody reads a table or stops the server without a password', async () => {
    const nobody = { username: 'default', password: '' };
    await expect(run(nobody, 'SELECT count() FROM breakeven.events')).rejects.toThrow();
    await expect(run(nobody, 'SYSTEM STOP LISTEN HTTP')).rejects.toThrow();
    await expect(run(nobody, "KILL QUERY WHERE user = ''")).rejects.toThrow();
    expect(await run(clickhouse.access.reader, 'SELECT 1')).toBe('1\n');
  });

  test('a query of the reader ends on the server when its request is cancelled', async () => {
    const { reader: _, ...writer } = clickhouse.access;
    const client = createClient({ ...writer, ...clickhouse.access.reader, log: { level: 127 } });
    const controller = new AbortController();
    const query = client.query({
      query:
        'SELECT sleepEachRow(0.1) FROM numbers(600) SETTINGS max_block_size = 1, function_sleep_max_microseconds_per_block = 0',
      query_id: 'to-be-cancelled',
      abort_signal: controller.signal,
    });
    const running = async () =>
      run(writer, "SELECT count() FROM system.processes WHERE query_id = 'to-be-cancelled'");
    await expect.poll(running, { timeout: 5000 }).toBe('1\n');
    controller.abort();
    await expect(query).rejects.toThrow();
    await expect.poll(running, { timeout: 5000 }).toBe('0\n');
    await client.close();
  });
});
