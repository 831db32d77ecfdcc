import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Api, apiOf } from '../support/api.ts';
import { type Breakeven, startBreakeven } from '../support/start-breakeven.ts';

const simulator = join(fileURLToPath(new URL('../..', import.meta.url)), 'ingest/.out/simulator/main.js');
const UNTIL = '2026-10-20T15:30:00Z';
const MONTH = { start: '2026-09-20', end: '2026-10-21' };
const RISE = '2026-10-06';

let breakeven: Breakeven;
let api: Api;
beforeAll(async () => {
  breakeven = await startBreakeven({ port: 4711 });
  api = apiOf(breakeven);
});
afterAll(() => breakeven?.remove());

/** Sends a small sample history. @returns what it said on stdout, line by line. */
async function history(): Promise<{ sent: number; total: number }[]> {
  const args = ['history', '--url', breakeven.url, '--until', UNTIL, '--generations-per-day', '40'];
  const child = spawn(process.execPath, [simulator, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { PATH: process.env.PATH, BREAKEVEN_API_KEY: breakeven.adminKey },
  });
  let stdout = '';
  child.stdout.on('data', (chunk) => {
    stdout += chunk;
  });
  const [code] = await once(child, 'close');
  expect(code).toBe(0);
  return stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}

const totals = async (metrics: string[], time_range: object, filters: object[] = []) =>
  (await api.query({ metrics, time_range, filters } as Parameters<Api['query']>[0])).totals;

it('a sample history is all taken and priced, tells its story, says that it is a sample, and sent again changes nothing', async () => {
  const said = await history();
  const { sent } = said.at(-1) ?? { sent: 0 };
  expect(said.at(-1)).toEqual({ sent, total: sent });
  await api.untilComplete();
  expect((await api.request('GET', '/v1/ingest/status')).body).toMatchObject({ accepted: sent, rejected: 0 });
  expect((await api.request('GET', '/v1/settings')).body.sample_data).toBe(true);

  const metrics = ['generations_requested', 'server_cost', 'ad_revenue', 'blocks', 'shares'];
  const query = { metrics, time_range: MONTH };
  const month = await api.query(query);
  expect(month.meta.unpriced_share).toBe(0);
  expect(month.totals.generations_requested).toBeGreaterThan(31 * 30);
  for (const name of ['server_cost', 'ad_revenue', 'blocks', 'shares'])
    expect(Number(month.totals[name])).toBeGreaterThan(0);

  const h100 = [{ dimension: 'gpu_model', operator: 'in', values: ['H100'] }];
  const price = async (range: object) => {
    const { gpu_cost, gpu_seconds } = await totals(['gpu_cost', 'gpu_seconds'], range, h100);
    return (Number(gpu_cost) / Number(gpu_seconds)) * 3600;
  };
  expect(await price({ ...MONTH, end: RISE })).toBeCloseTo(3.99, 6);
  expect(await price({ ...MONTH, start: RISE })).toBeCloseTo(6.88, 6);

  const rates = (await api.request('GET', '/v1/rates')).body;
  await history();
  await api.untilComplete();
  expect((await api.query(query)).totals).toEqual(month.totals);
  expect((await api.request('GET', '/v1/rates')).body).toEqual(rates);
});
