import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import type { ClientOptions } from '../src/index.ts';
import { type TestClient, testClient } from './test-client.ts';

let tested: TestClient;
afterEach(() => tested?.end());

const start = async (options: Parameters<typeof testClient>[0] = {}) => {
  tested = await testClient(options);
  return tested;
};
const range = (count: number) => Array.from({ length: count }, (_, n) => n);

test('an event is fixed at the call: id, time and content', async () => {
  const { client, server } = await start();
  const data = { stage: 'video' as const, verdict: 'block' as 'block' | 'allow' };
  const before = Date.now();
  client.moderationDecided('g1', data);
  data.verdict = 'allow';
  await sleep(5);
  const after = Date.now();
  await client.flush();
  const [event] = server.events.values();
  expect(event).toEqual({
    ...{ specversion: '1.0', source: 'test', type: 'moderation.decided', subject: 'g1' },
    ...{ id: expect.stringMatching(/-7/), time: expect.any(String) },
    data: { stage: 'video', verdict: 'block' },
  });
  expect(Date.parse(event!.time)).toBeGreaterThanOrEqual(before);
  expect(Date.parse(event!.time)).toBeLessThan(after);
});

test('a caller may say which event it is and when it happened', async () => {
  const { client, server } = await start();
  const time = new Date('2026-10-01T00:00:00.5Z');
  client.adImpression(null, { revenue_micros: 1, currency: 'EUR' }, { id: 'i/1', time });
  client.adImpression(
    'g1',
    { revenue_micros: 1, currency: 'EUR' },
    { time: '2026-10-01T02:00:00.123456+02:00' },
  );
  await client.flush();
  const [first, second] = server.events.values();
  expect(first).toMatchObject({ id: 'i/1', time: '2026-10-01T00:00:00.500Z' });
  expect(first).not.toHaveProperty('subject');
  expect(second).toMatchObject({ subject: 'g1', time: '2026-10-01T02:00:00.123456+02:00' });
});

test('requests are gzipped lines of JSON with the key in their header', async () => {
  const { client, server, view } = await start();
  view(1);
  await client.flush();
  expect(server.headers).toMatchObject({
    authorization: 'Bearer secret-key',
    'content-type': 'application/x-ndjson',
    'content-encoding': 'gzip',
  });
});

test('a full batch goes at once, the rest waits; all in the order of the calls', async () => {
  const { server, view, requests, client } = await start({ batchEvents: 100, batchDelayMs: 60_000 });
  for (const n of range(250)) view(n);
  await expect.poll(() => server.events.size).toBe(200);
  expect(client.stats()).toMatchObject({ buffered: 50 });
  await client.flush();
  const sorted = requests().sort(([a], [b]) => a! - b!);
  expect(sorted.map(({ length }) => length)).toEqual([100, 100, 50]);
  expect(sorted.flat()).toEqual(range(250));
});

test('what fills no batch goes when the first of it has waited', async () => {
  const { view, requests } = await start({ batchEvents: 100, batchDelayMs: 200 });
  const since = performance.now();
  for (const n of range(50)) view(n);
  await expect.poll(() => requests(), { timeout: 10_000 }).toEqual([range(50)]);
  expect(performance.now() - since).toBeGreaterThan(195);
});

test('events of a moment share a request', async () => {
  const { view, requests, client } = await start({ batchDelayMs: 300 });
  view(1);
  await sleep(5);
  view(2);
  await expect.poll(() => requests()).toEqual([[1, 2]]);
  view(3);
  await expect.poll(() => requests()).toEqual([[1, 2], [3]]);
  expect(client.stats()).toMatchObject({ accepted: 3, requests: 2, buffered: 0, bufferedBytes: 0 });
});

test('a request has no more than 2 MiB, whatever the number of its events', async () => {
  const { client, server } = await start();
  const app_version = 'x'.repeat(60_000);
  for (const n of range(100)) client.generationRequested(`g${n}`, { user_id: 'u', app_version });
  await client.flush();
  expect(server.events.size).toBe(100);
  const sizes = server.batches.map((events) => JSON.stringify(events).length);
  expect(Math.max(...sizes)).toBeLessThan(2.1 * 1024 * 1024);
  expect(sizes.length).toBe(3);
});

test('two requests are under way at most', async () => {
  const { client, server, view } = await start({ batchEvents: 1, server: { refuse: () => 'hang' } });
  for (const n of range(20)) view(n);
  await expect.poll(() => server.requests).toBe(2);
  await sleep(100);
  expect(server.requests).toBe(2);
  expect(client.stats()).toMatchObject({ buffered: 20, requests: 2 });
});

test('an event of 64 KiB is taken, one of a byte more is not', async () => {
  const { client, drops, server } = await start();
  const send = (length: number) =>
    client.generationRequested('g', { user_id: 'u', surface: 'x'.repeat(length) }, { id: 'i', time: 't' });
  expect(send(0)).toBe(true);
  await client.flush();
  const [event] = server.events.values();
  const rest = 64 * 1024 - JSON.stringify(event).length;
  expect(send(rest)).toBe(true);
  expect(send(rest + 1)).toBe(false);
  expect(drops).toMatchObject([{ reason: 'too_large', events: [{ id: 'i' }] }]);
});

test('what has no JSON is dropped, and nothing is thrown', async () => {
  const { client, drops, server } = await start();
  const circle: Record<string, unknown> = { channel: 'feed' };
  circle.self = circle;
  expect(client.clipShared('g', circle as never)).toBe(false);
  expect(client.clipViewed('g', { views: 1n as never })).toBe(false);
  expect(client.clipViewed('g', {}, { time: new Date('never') })).toBe(false);
  expect(client.clipViewed('g', {}, null as never)).toBe(true);
  expect(drops.map(({ reason }) => reason)).toEqual(['invalid', 'invalid', 'invalid']);
  await client.close();
  expect(server.events.size).toBe(1);
  expect(client.stats()).toMatchObject({ accepted: 1, dropped: 3 });
});

test.each<[string, Partial<ClientOptions>]>([
  ['url', { url: 'breakeven.example' }],
  ['url', { url: 'ftp://breakeven.example' }],
  ['url', { url: 'https://user:password@breakeven.example' }],
  ['key', { key: undefined as never }],
  ['key', { key: '' }],
  ['key', { key: 'line-end-behind\n' }],
  ['source', { source: '' }],
  ['batchEvents', { batchEvents: 10_001 }],
  ['batchDelayMs', { batchDelayMs: 0 }],
  ['bufferEvents', { bufferEvents: 1.5 }],
  ['requestTimeoutMs', { requestTimeoutMs: Number.NaN }],
])('a wrong %s is told when the service starts: %j', async (name, wrong) => {
  await expect(testClient(wrong)).rejects.toThrow(new RegExp(`^${name} must be`));
});

test('an address may have a path and a slash at its end', async () => {
  const { server } = await start();
  const again = await testClient({ url: `${server.url}/` });
  again.view(1);
  await again.client.flush();
  expect(server.events.size).toBe(1);
  await again.end();
});
