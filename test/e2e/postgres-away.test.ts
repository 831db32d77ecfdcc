import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EmbeddedEngine } from '@breakeven/api/stores/embedded-engine';
import { startEmbeddedPostgres } from '@breakeven/api/stores/embedded-postgres';
import pino from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Api, apiOf } from '../support/api.ts';
import { type Breakeven, startBreakeven } from '../support/start-breakeven.ts';

/** The way to a PostgreSQL: open, closed as when its machine is off, or silent as when its machine hangs. */
class Wire {
  state: 'open' | 'closed' | 'silent' = 'open';
  readonly #pairs = new Set<Socket>();
  readonly #server = createServer((near) => {
    if (this.state === 'closed') return near.destroy();
    const far = connect(this.target, '127.0.0.1');
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      this.#pairs.add(from);
      from.on('data', (bytes) => this.state === 'open' && to.write(bytes));
      from.on('error', () => undefined).on('close', () => to.destroy());
    }
    return near;
  });

  constructor(private readonly target: number) {}

  async listen(): Promise<number> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    return (this.#server.address() as { port: number }).port;
  }

  become(state: Wire['state']): void {
    this.state = state;
    if (state !== 'silent') this.hangUp();
  }

  hangUp(): void {
    for (const socket of this.#pairs) socket.destroy();
    this.#pairs.clear();
  }

  close(): void {
    this.hangUp();
    this.#server.close();
  }
}

let folder: string;
let postgres: EmbeddedEngine<string>;
let wire: Wire;
let breakeven: Breakeven;
let api: Api;
let sequence = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'breakeven-away-'));
  postgres = await startEmbeddedPostgres(folder, pino({ level: 'silent' }));
  const url = new URL(postgres.access);
  wire = new Wire(Number(url.port));
  url.port = String(await wire.listen());
  url.hostname = '127.0.0.1';
  breakeven = await startBreakeven({ env: { DATABASE_URL: url.href } });
  api = apiOf(breakeven);
  const rate = { resource: 'gpu', unit: 'gpu_hour', price: '3.6', currency: 'USD' };
  await api.addRates([{ ...rate, match: {}, valid_from: '2026-01-01T00:00:00Z' }]);
});
afterAll(async () => {
  await breakeven?.remove();
  wire?.close();
  await postgres?.stop();
  await rm(folder, { recursive: true, force: true });
});

const send = () =>
  api.sendEvents(
    [
      {
        ...{ specversion: '1.0', id: `away-${sequence++}`, source: '/t', type: 'generation.completed' },
        ...{ time: '2026-10-01T12:00:00Z', subject: 'g' },
        data: { status: 'succeeded', gpu_seconds: 1000, gpu_model: 'H100' },
      },
    ],
    '?refresh=wait_for',
  );
const question = {
  metrics: ['attempts', 'server_cost'],
  time_range: { start: '2026-10-01', end: '2026-10-02' },
};

describe.each(['closed', 'silent'] as const)('while the way to PostgreSQL is %s', (state) => {
  test('known keys send and ask as before, with the rates of before, and nobody is called a stranger', async () => {
    expect((await send()).status).toBe(200);
    const before = await api.query(question);
    wire.become(state);
    for (let n = 0; n < 5; n += 1) expect((await send()).body).toMatchObject({ accepted: 1 });
    const during = await api.query(question);
    expect(during.totals.attempts).toBe(Number(before.totals.attempts) + 5);
    expect(Number(during.totals.server_cost)).toBeCloseTo(Number(before.totals.server_cost) + 5);
    expect(during.meta.rate_version).toBe(before.meta.rate_version);

    const since = Date.now();
    for (let n = 0; n < 10; n += 1) await api.query(question);
    expect(Date.now() - since).toBeLessThan(6000);

    const stranger = await api.request('POST', '/v1/events', { key: 'nobody-knows-it', json: [] });
    expect(stranger).toMatchObject({ status: 503, body: { code: 'unavailable' } });
    expect(stranger.headers.get('retry-after')).toBe('5');
    const ready = await api.request('GET', '/readyz', { key: null });
    expect(ready).toMatchObject({ status: 503, body: { status: 'not_ready', missing: ['postgresql'] } });
    expect((await api.request('GET', '/healthz', { key: null })).status).toBe(200);
  });

  test('a key stays known for longer than it is remembered without a look', async () => {
    await new Promise((resolve) => setTimeout(resolve, 11_000));
    const since = Date.now();
    for (let n = 0; n < 3; n += 1) expect((await send()).status).toBe(200);
    expect(Date.now() - since).toBeLessThan(5000);
  });

  test('and all is well again when it is back', async () => {
    wire.become('open');
    await expect
      .poll(async () => (await api.request('GET', '/readyz', { key: null })).status, { timeout: 30_000 })
      .toBe(200);
    const stranger = await api.request('POST', '/v1/events', { key: 'nobody-knows-it', json: [] });
    expect(stranger.status).toBe(401);
    expect((await send()).status).toBe(200);
  });
});
