import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, test, vi } from 'vitest';
import { BreakevenClient } from '../src/index.ts';
import { type TestClient, testClient } from './test-client.ts';

let tested: TestClient;
afterEach(async () => {
  vi.restoreAllMocks();
  await tested?.end();
});

test('a full buffer refuses new events, keeps the old ones, and has room again when they are stored', async () => {
  let isAway = true;
  tested = await testClient({
    ...{ bufferEvents: 10, batchEvents: 3 },
    server: { refuse: () => (isAway ? { status: 503 } : undefined) },
  });
  const { client, view, stored, drops } = tested;
  const taken = Array.from({ length: 15 }, (_, n) => view(n));
  expect(taken).toEqual([...Array(10).fill(true), ...Array(5).fill(false)]);
  expect(drops.map(({ reason, events }) => [reason, events[0]!.data])).toEqual(
    [10, 11, 12, 13, 14].map((delivered_bytes) => ['buffer_full', { delivered_bytes }]),
  );
  expect(client.stats()).toMatchObject({ buffered: 10, dropped: 5 });
  isAway = false;
  await client.flush();
  expect(stored().sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  expect(view(15)).toBe(true);
  await client.flush();
  expect(client.stats()).toEqual({
    ...{ buffered: 0, bufferedBytes: 0, accepted: 11, duplicates: 0, rejected: 0, dropped: 5 },
    ...{ requests: expect.any(Number), failedRequests: expect.any(Number) },
  });
});

test('the buffer is bounded in bytes as well', async () => {
  tested = await testClient({ bufferBytes: 100_000, server: { refuse: () => 'hang' } });
  const { client, drops } = tested;
  const surface = 'ü'.repeat(5000);
  const taken = Array.from({ length: 20 }, () => client.generationRequested('g', { user_id: 'u', surface }));
  expect(taken.filter(Boolean)).toHaveLength(9); // a little more than 10,000 bytes each
  expect(client.stats().bufferedBytes).toBeLessThanOrEqual(100_000);
  expect(drops).toHaveLength(11);
});

test('a callback that throws, fails later or sends again harms nobody, and no user id gets into a warning', async () => {
  const warn = vi.spyOn(process, 'emitWarning').mockImplementation(() => {});
  tested = await testClient({
    bufferEvents: 2,
    server: { refuse: (request) => (request < 3 ? { status: 503 } : undefined), rejects: () => undefined },
    onDropped: () => {
      view(100);
      throw new Error('user-77');
    },
    onError: async () => {
      throw new TypeError('user-77');
    },
  });
  const { client, view, stored } = tested;
  expect([view(0), view(1), view(2), view(3)]).toEqual([true, true, false, false]);
  await client.flush();
  expect(stored()).toEqual([0, 1]);
  expect(client.stats()).toMatchObject({ accepted: 2, dropped: 4 });
  expect(warn.mock.calls).toEqual([['A callback of the client failed with Error.', 'BreakevenWarning']]);
});

test('without callbacks, what goes wrong is a warning of the process, once of each kind, without what an event says', async () => {
  const warn = vi.spyOn(process, 'emitWarning').mockImplementation(() => {});
  const message = 'country must be a code, not "user-77"';
  tested = await testClient({
    ...{ bufferEvents: 3, onDropped: undefined, onError: undefined, onRejected: undefined },
    server: {
      refuse: (request) => (request < 3 ? { status: 401 } : undefined),
      rejects: () => ({ code: 'invalid_value', path: 'data.country', message }),
    },
  });
  for (let n = 0; n < 5; n += 1) tested.client.generationRequested('g', { user_id: 'user-77' });
  await tested.client.flush();
  expect(tested.client.stats()).toMatchObject({ rejected: 3, dropped: 2 });
  const told = warn.mock.calls.map(([text]) => String(text));
  expect(told).toHaveLength(3);
  expect(told.join()).not.toMatch(/user-77|secret-key/);
  expect(told[0]).toMatch(/lost \(buffer_full\)/);
  expect(told[1]).toMatch(/does not know this API key \(401\)/);
  expect(told[2]).toMatch(/rejected an event/);
});

test('no error holds an event or the key', async () => {
  tested = await testClient({
    server: { refuse: (request) => [{ status: 401 }, 'reset', { status: 400 }][request - 1] as never },
  });
  tested.client.generationRequested('g', { user_id: 'user-77' });
  await tested.client.flush();
  expect(tested.errors).toHaveLength(3);
  for (const error of tested.errors) {
    expect(JSON.stringify([error, error.message, error.stack])).not.toMatch(/user-77|secret-key/);
    expect(error.cause).toBeUndefined();
  }
});

test('a hundred thousand events do not hold their caller up', async () => {
  tested = await testClient({ server: { refuse: () => 'hang' } });
  const started = performance.now();
  for (let n = 0; n < 100_000; n += 1) tested.view(n);
  expect(performance.now() - started).toBeLessThan(5000); // about 3 µs each on a free machine
  expect(tested.client.stats()).toMatchObject({ buffered: 100_000, dropped: 0 });
});

test('a server that is back is not met by all that waited at once', async () => {
  let isAway = true;
  let mostAtOnce = 0;
  tested = await testClient({
    batchEvents: 10,
    server: {
      refuse: () => {
        const { buffered } = tested.client.stats();
        mostAtOnce = Math.max(mostAtOnce, buffered);
        return isAway ? { status: 503 } : undefined;
      },
    },
  });
  for (let n = 0; n < 1000; n += 1) tested.view(n);
  await sleep(50);
  expect(tested.server.requests).toBeLessThanOrEqual(6); // two batches and their tries, not a hundred
  isAway = false;
  await tested.client.flush();
  expect(tested.requests().every(({ length }) => length === 10)).toBe(true);
  expect(tested.server.events.size).toBe(1000);
});

test('a client that is told nothing of the server uses its defaults', () => {
  const client = new BreakevenClient({ url: 'http://127.0.0.1:9', key: 'k', source: 's' });
  const zero = { accepted: 0, duplicates: 0, rejected: 0, dropped: 0, requests: 0, failedRequests: 0 };
  expect(client.stats()).toEqual({ ...zero, buffered: 0, bufferedBytes: 0 });
  void client.close();
});
