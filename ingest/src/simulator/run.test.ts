import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type FakeServer, fakeServer } from '../sender/fake-server.ts';
import { readDemoState, writeDemoState } from './demo-state.ts';
import { runDemo, runHistory } from './run.ts';
import { serverAt } from './server.ts';

const folder = mkdtempSync(join(tmpdir(), 'breakeven-demo-test-'));
const DAY_MS = 86_400_000;
const GENERATIONS_PER_DAY = 20;

let server: FakeServer;
let posted: Record<string, unknown[]>;
let changed: unknown[];

beforeEach(async () => {
  posted = { '/v1/rates': [], '/v1/fx-rates': [] };
  changed = [];
  server = await fakeServer({
    other: (method, path, body) => {
      if (method === 'GET') return { items: posted[path] };
      if (method === 'PATCH') changed.push(body);
      if (method === 'POST') posted[path]?.push(...(body as unknown[]));
      return {};
    },
  });
  vi.spyOn(console, 'log').mockImplementation(() => {});
});
afterEach(async () => {
  vi.restoreAllMocks();
  await server.close();
});
afterAll(() => rmSync(folder, { recursive: true }));

function options(signal = new AbortController().signal) {
  return { server: serverAt(server.url, 'k'), seed: 1, generationsPerDay: GENERATIONS_PER_DAY, signal };
}

test('a history marks the workspace, brings its prices along, and tells how far it is', async () => {
  const until = Date.parse('2026-10-20T15:30:00Z');
  await runHistory({ ...options(), days: 3, until });
  expect(changed).toEqual([{ sample_data: true }]);
  expect(posted['/v1/rates']).toHaveLength(10);
  expect(posted['/v1/fx-rates']?.length).toBeGreaterThan(20);
  const last = vi.mocked(console.log).mock.calls.at(-1)?.[0];
  expect(JSON.parse(last)).toEqual({ sent: server.events.size, total: server.events.size });
  expect(server.events.size).toBeGreaterThan(5000);
  const all = [...server.events.values()];
  const requested = new Set(
    all.filter(({ type }) => type === 'generation.requested').map(({ subject }) => subject),
  );
  expect(all.filter(({ subject }) => subject !== undefined && !requested.has(subject))).toEqual([]);
});

test('the same history sent again adds neither events nor prices', async () => {
  const until = Date.parse('2026-10-20T15:30:00Z');
  await runHistory({ ...options(), days: 1, until });
  const before = {
    events: server.events.size,
    rates: posted['/v1/rates']?.length,
    fx: posted['/v1/fx-rates']?.length,
  };
  await runHistory({ ...options(), days: 1, until });
  expect({
    events: server.events.size,
    rates: posted['/v1/rates']?.length,
    fx: posted['/v1/fx-rates']?.length,
  }).toEqual(before);
});

test('a demonstration that was stopped goes on where it was, with the traffic that an unbroken one would have had', async () => {
  const state = join(folder, 'state.json');
  const began = Date.now() - 2 * DAY_MS;
  const first = {
    seed: 1,
    generations_per_day: GENERATIONS_PER_DAY,
    began_at: new Date(began).toISOString(),
    sent_until: null,
  };

  writeDemoState(state, first);
  await untilCaughtUp(state);
  const unbroken = new Set(server.events.keys());

  server.events.clear();
  const stoppedAt = new Date(began).toISOString();
  writeDemoState(state, { ...first, sent_until: stoppedAt });
  await untilCaughtUp(state);
  const rest = [...server.events.values()];
  expect(rest.length).toBeGreaterThan(500);
  expect(rest.length).toBeLessThan(unbroken.size / 4);
  expect([...server.events.keys()].filter((key) => !unbroken.has(key))).toEqual([]);
});

/** Runs the demonstration until everything up to now has arrived, and stops it. */
async function untilCaughtUp(statePath: string): Promise<void> {
  const stop = new AbortController();
  const startedAt = Date.now();
  const running = runDemo({ ...options(stop.signal), statePath }).catch((error) => {
    if (!stop.signal.aborted) throw error;
  });
  await vi.waitUntil(() => Date.parse(readDemoState(statePath)?.sent_until ?? '1970-01-01') >= startedAt, {
    timeout: 20_000,
  });
  stop.abort();
  await running;
}
