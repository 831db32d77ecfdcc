import { expect, test } from 'vitest';
import { fakeServer } from './fake-server.ts';
import { SendFailed } from './send-failed.ts';
import { untilCounted } from './until-counted.ts';

const { signal } = new AbortController();

test('waits while the server lags behind what it has acknowledged, and no longer', async () => {
  const lags = [3600, 5, 0];
  const asked: string[] = [];
  const server = await fakeServer({
    other(method, path) {
      asked.push(`${method} ${path}`);
      return { lag_seconds: lags.shift() };
    },
  });
  await untilCounted({ url: server.url, key: 'key', giveUpAfterMs: 30_000, signal });
  expect(asked).toEqual(Array(3).fill('GET /v1/ingest/status'));
  await server.close();
});

test('says so when the server does not get there', async () => {
  const server = await fakeServer({ other: () => ({ lag_seconds: 3600 }) });
  const waiting = untilCounted({ url: server.url, key: 'key', giveUpAfterMs: 300, signal });
  await expect(waiting).rejects.toThrow(SendFailed);
  await server.close();
});
