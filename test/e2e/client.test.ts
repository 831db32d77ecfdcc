import { setTimeout as sleep } from 'node:timers/promises';
import { BreakevenClient, type DeliveryError } from '@breakeven/client';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { apiOf } from '../support/api.ts';
import { type Breakeven, startBreakeven } from '../support/start-breakeven.ts';
import { type UnsteadyProxy, unsteadyProxy } from '../support/unsteady-proxy.ts';

const events = 200_000;
const unavailableMs = 10_000;
const bounds = { bufferEvents: 40_000, bufferBytes: 16 * 1024 * 1024 };

let breakeven: Breakeven;
let proxy: UnsteadyProxy;
beforeAll(async () => {
  breakeven = await startBreakeven({ port: 5350 });
  proxy = await unsteadyProxy(breakeven.url);
});
afterAll(async () => {
  await proxy?.close();
  await breakeven?.remove();
});

/** Event number `n` of five kinds in turn. Its quantity is n + 1, so that a sum tells which events are in it. */
function send(client: BreakevenClient, n: number): boolean {
  const generation = `g-${Math.floor(n / 5)}`;
  const quantity = n + 1;
  switch (n % 5) {
    case 0:
      return client.generationRequested(generation, { user_id: `user-${n % 1000}`, prompt_chars: quantity });
    case 1:
      return client.generationCompleted(generation, {
        ...{ status: 'succeeded', gpu_seconds: quantity, gpu_model: 'H100' },
      });
    case 2:
      return client.moderationDecided(generation, { stage: 'video', verdict: 'allow', latency_ms: quantity });
    case 3:
      return client.clipViewed(generation, { views: quantity });
    default:
      return client.adImpression(generation, { revenue_micros: quantity, currency: 'USD' });
  }
}

/** Sum of the quantities of the events of one kind. */
function sum(kind: number): number {
  let total = 0;
  for (let n = kind; n < events; n += 5) total += n + 1;
  return total;
}

it('sends 200,000 events through two kill -9, ten seconds of 503 and lost answers: none lost, none twice, in bounded memory', async () => {
  const errors: DeliveryError[] = [];
  const lost: unknown[] = [];
  const client = new BreakevenClient({
    ...{ url: proxy.url, key: breakeven.ingestKey, source: 'e2e', batchDelayMs: 100, ...bounds },
    onError: (error) => errors.push(error),
    onRejected: (rejection) => lost.push(rejection),
    onDropped: (dropped, reason) => lost.push([dropped.length, reason]),
  });
  const most = { buffered: 0, bufferedBytes: 0, rss: 0 };
  const rssBefore = process.memoryUsage().rss;
  const look = () => {
    const { buffered, bufferedBytes } = client.stats();
    most.buffered = Math.max(most.buffered, buffered);
    most.bufferedBytes = Math.max(most.bufferedBytes, bufferedBytes);
    most.rss = Math.max(most.rss, process.memoryUsage().rss);
  };
  const looking = setInterval(look, 50);
  let isOver = false;
  onTestFinished(async () => {
    isOver = true;
    clearInterval(looking);
    await client.close({ timeoutMs: 0 });
  });

  // A service that goes on whatever happens, and holds back only when its client is nearly full.
  let sent = 0;
  const service = (async () => {
    while (sent < events && !isOver) {
      for (let burst = 0; burst < 500 && sent < events; burst += 1) if (send(client, sent)) sent += 1;
      do await sleep(20);
      while (client.stats().buffered > bounds.bufferEvents - 1000 && !isOver);
    }
  })();

  const reached = (share: number) =>
    expect.poll(() => sent, { timeout: 100_000 }).toBeGreaterThan(events * share);
  for (const share of [0.1, 0.4]) {
    await reached(share);
    await breakeven.kill();
    const failures = errors.length;
    breakeven = await breakeven.restart();
    expect(errors.length).toBeGreaterThan(failures); // the client met a server that was not there
  }
  await reached(0.65);
  proxy.isUnavailable = true;
  await sleep(unavailableMs);
  proxy.isUnavailable = false;
  expect(proxy.refused).toBeGreaterThan(0);
  expect(proxy.refused).toBeLessThan(50); // it was left alone as it had asked

  proxy.answersToLose = 3;

  await service;
  expect(await client.close({ timeoutMs: 60_000 })).toBe(true);
  const stats = client.stats();
  expect(lost).toEqual([]);
  expect(stats).toMatchObject({ buffered: 0, bufferedBytes: 0, dropped: 0, rejected: 0 });
  expect(stats.accepted + stats.duplicates).toBe(events);
  expect(stats.duplicates).toBeGreaterThan(0); // what was stored when the answer got lost
  expect(most.buffered).toBeLessThanOrEqual(bounds.bufferEvents);
  expect(most.bufferedBytes).toBeLessThanOrEqual(bounds.bufferBytes);
  expect(most.rss - rssBefore).toBeLessThan(400 * 1024 * 1024);

  const api = apiOf(breakeven);
  await api.untilComplete();
  const day = (offset: number) => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10);
  const { totals } = await api.query({
    metrics: [
      ...['generations_requested', 'attempts', 'gpu_seconds', 'decisions', 'clips_shown', 'views'],
      ...['ad_impressions', 'ad_revenue', 'active_users'],
    ],
    time_range: { start: day(-1), end: day(2) },
  });
  expect(totals).toEqual({
    ...{
      generations_requested: events / 5,
      attempts: events / 5,
      decisions: events / 5,
      clips_shown: events / 5,
    },
    ...{ ad_impressions: events / 5, active_users: 200 },
    ...{ gpu_seconds: sum(1), views: sum(3), ad_revenue: String(sum(4) / 1_000_000) },
  });
  expect((await api.request('GET', '/v1/ingest/status')).body).toMatchObject({
    spool_events: 0,
    rejected: 0,
  });
  const { buffered, bufferedBytes, rss } = most;
  const mib = (bytes: number) => `${Math.round(bytes / 1024 / 1024)} MiB`;
  console.log(
    `${errors.length} of ${stats.requests} requests failed, ${stats.duplicates} events sent twice; ` +
      `at most ${buffered} events, ${mib(bufferedBytes)} waited; the process grew by ${mib(rss - rssBefore)}`,
  );
}, 240_000);
