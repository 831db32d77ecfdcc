import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, test, vi } from 'vitest';
import { type TestClient, testClient } from './test-client.ts';

let tested: TestClient;
afterEach(async () => {
  vi.restoreAllMocks();
  await tested?.end();
});

test('flush answers once all that was sent before is stored, in as many requests as that takes', async () => {
  tested = await testClient({ batchEvents: 10, batchDelayMs: 60_000 });
  const { client, view, server } = tested;
  for (let n = 0; n < 35; n += 1) view(n);
  expect(await client.flush()).toBe(true);
  expect(server.events.size).toBe(35);
  expect(await client.flush()).toBe(true);
  expect(server.requests).toBe(4);
});

test('flush does not wait for what is sent after it, and does not forget it either', async () => {
  tested = await testClient({ batchDelayMs: 50 });
  const { client, view, stored } = tested;
  view(1);
  const flushed = client.flush();
  view(2);
  await flushed;
  expect(stored()).toContain(1);
  await expect.poll(stored).toEqual([1, 2]);
});

test('a constant stream of events does not keep a flush from ending', async () => {
  tested = await testClient({ batchEvents: 5 });
  let sent = 0;
  const stream = setInterval(() => tested.view(sent++), 1);
  try {
    for (let n = 0; n < 10; n += 1) expect(await tested.client.flush({ timeoutMs: 5000 })).toBe(true);
  } finally {
    clearInterval(stream);
  }
  await tested.client.flush();
  expect(tested.stored().sort((a, b) => a - b)).toEqual(Array.from({ length: sent }, (_, n) => n));
});

test('flush gives up waiting after its time; nothing is lost by that', async () => {
  let isAway = true;
  tested = await testClient({ server: { refuse: () => (isAway ? { status: 503 } : undefined) } });
  const { client, view, stored } = tested;
  view(1);
  const started = performance.now();
  expect(await client.flush({ timeoutMs: 100 })).toBe(false);
  expect(performance.now() - started).toBeLessThan(1000);
  isAway = false;
  expect(await client.flush()).toBe(true);
  expect(stored()).toEqual([1]);
});

test('close sends the rest; what is sent afterwards is dropped, and that is told', async () => {
  tested = await testClient({ batchDelayMs: 60_000 });
  const { client, view, stored, drops } = tested;
  view(1);
  const closing = client.close();
  expect(view(2)).toBe(false);
  expect(await closing).toBe(true);
  expect(client.close()).toBe(closing);
  expect(stored()).toEqual([1]);
  expect(drops).toMatchObject([{ reason: 'closed', events: [{ data: { delivered_bytes: 2 } }] }]);
});

test('close ends in its time when the server is away, and names every event that it leaves behind', async () => {
  tested = await testClient({ batchEvents: 2, server: { refuse: () => 'hang' } });
  const { client, view, drops } = tested;
  for (let n = 0; n < 7; n += 1) view(n);
  await sleep(50);
  const started = performance.now();
  expect(await client.close({ timeoutMs: 200 })).toBe(false);
  expect(performance.now() - started).toBeLessThan(2000);
  expect(new Set(drops.map(({ reason }) => reason))).toEqual(new Set(['closed']));
  const left = drops
    .flatMap(({ events }) => events)
    .map(({ data }) => (data as { delivered_bytes: number }).delivered_bytes);
  expect(left.sort()).toEqual([0, 1, 2, 3, 4, 5, 6]);
  expect(client.stats()).toMatchObject({ dropped: 7, buffered: 0, bufferedBytes: 0 });
});

test('close does not wait out a pause of its own: it tries at once', async () => {
  tested = await testClient({ server: { refuse: (request) => (request < 8 ? { status: 503 } : undefined) } });
  const { client, view, errors, stored } = tested;
  vi.spyOn(Math, 'random').mockImplementation(() => (errors.length < 6 ? 0.0001 : 1));
  view(1);
  await expect.poll(() => errors.at(-1)?.retryInMs).toBe(30_000);
  const started = performance.now();
  expect(await client.close()).toBe(true);
  expect(performance.now() - started).toBeLessThan(2000);
  expect(stored()).toEqual([1]);
});

test('a pause that the server asked for is kept while closing too', async () => {
  tested = await testClient({
    server: { refuse: (request) => (request === 1 ? { status: 503, retryAfter: '1' } : undefined) },
  });
  const started = performance.now();
  tested.view(1);
  await expect.poll(() => tested.errors.length).toBe(1);
  expect(await tested.client.close()).toBe(true);
  expect(performance.now() - started).toBeGreaterThanOrEqual(1000);
  expect(tested.stored()).toEqual([1]);
});

test('a closed client leaves nothing behind: no listener and no timer', async () => {
  const listeners = process.listenerCount('beforeExit');
  const timers = () => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
  const before = timers();
  tested = await testClient({ batchDelayMs: 60_000 });
  tested.view(1);
  await tested.client.close();
  expect(process.listenerCount('beforeExit')).toBe(listeners);
  expect(timers()).toBeLessThanOrEqual(before);
});
