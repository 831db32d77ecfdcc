import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Api, apiOf } from '../support/api.ts';
import { type Breakeven, startBreakeven } from '../support/start-breakeven.ts';
import { type StartedClickHouse, startClickHouse } from '../support/start-clickhouse.ts';
import { eventStream } from '../support/streams/event-stream.ts';

const main = fileURLToPath(new URL('../../ingest/.out/verifier/main.js', import.meta.url));

// A ClickHouse of the test, so that it can damage what the server has stored.
let clickHouse: StartedClickHouse;
let breakeven: Breakeven;
let api: Api;
beforeAll(async () => {
  clickHouse = await startClickHouse();
  const { url, username, password, database } = clickHouse.access;
  const address = `${url.replace('//', `//${username}:${encodeURIComponent(password)}@`)}/${database}`;
  breakeven = await startBreakeven({ env: { CLICKHOUSE_URL: address } });
  api = apiOf(breakeven);
});
afterAll(async () => {
  await breakeven?.remove();
  await clickHouse?.stop();
});

/** Runs `npm run verify` over October 2026. */
async function verify(...options: string[]): Promise<{ code: number; output: string }> {
  const child = spawn(
    process.execPath,
    [main, '--from', '2026-10-01', '--to', '2026-11-01', '--url', breakeven.url, ...options],
    { env: { PATH: process.env.PATH, ADMIN_API_KEY: breakeven.adminKey } },
  );
  const output: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => output.push(String(chunk)));
  const [code] = await once(child, 'close');
  return { code, output: output.join('') };
}

it('npm run verify finds what differs, mends it, and the answers are right again', async () => {
  const windows: [string, string][] = [['2026-10-05T10:00:00Z', '2026-10-05T14:00:00Z']];
  await api.sendEvents(eventStream({ seed: 3, events: 300, windows }).arrivals, '?refresh=wait_for');
  const attempts = async () => {
    const time_range = { start: '2026-10-01', end: '2026-11-01', time_zone: 'UTC' };
    return (await api.query({ metrics: ['attempts'], time_range })).totals.attempts;
  };
  const right = await attempts();
  expect(right).toBeGreaterThan(10);
  expect(await verify()).toMatchObject({ code: 0, output: expect.stringContaining('Nothing differs') });

  await clickHouse.client.command({
    query: `INSERT INTO rollups SELECT * REPLACE (attempts + 1 AS attempts, version + 1 AS version) FROM rollups FINAL
      WHERE family = 'count' AND dimension = '' LIMIT 1`,
  });
  expect(await attempts()).toBe(Number(right) + 1);
  const { code, output } = await verify();
  expect(code).toBe(1);
  expect(output).toMatch(/rollups count .* instead of /);

  expect(await verify('--repair')).toMatchObject({ code: 1, output: expect.stringContaining('mended') });
  expect(await attempts()).toBe(right);
  expect((await verify()).code).toBe(0);
});

it('says what is wrong with a request, and lets only administrators ask', async () => {
  expect(await verify('--from', '2026-12-01')).toMatchObject({ code: 2 });
  expect((await verify('--key', breakeven.ingestKey)).code).toBe(2);
  const range = { from: '2026-10-01', to: '2026-10-02' };
  const asked = await api.request('POST', '/v1/ingest/verify', { json: range, key: breakeven.ingestKey });
  expect(asked.status).toBe(403);
});
