import { afterAll, beforeAll, expect, it } from 'vitest';
import { apiOf } from '../support/api.ts';
import { examiner } from '../support/examiner.ts';
import type { RawEvent } from '../support/reference/raw-event.ts';
import { type Breakeven, startBreakeven } from '../support/start-breakeven.ts';
import { type EventStream, eventStream } from '../support/streams/event-stream.ts';

const range = { start: '2026-01-01', end: '2026-12-01' };
const windows: [string, string][] = [['2026-10-03T00:00:00Z', '2026-10-05T00:00:00Z']];
const kills = 10;
const senders = 4;
const eventsOfRequest = 25;

let stream: EventStream;
let breakeven: Breakeven;

beforeAll(async () => {
  stream = eventStream({ seed: 9, events: 60_000, windows });
  breakeven = await startBreakeven();
  await apiOf(breakeven).addRates(stream.rates, stream.fxRates);
});
afterAll(() => breakeven?.remove());

/**
 * Sends requests from the queue, several at once, until told to stop. A request without an answer goes back to the queue:
 * it may have been stored or not.
 */
function load(queue: RawEvent[][], acknowledged: RawEvent[]): { stop(): Promise<void> } {
  const api = apiOf(breakeven);
  let isStopped = false;
  const sender = async () => {
    while (!isStopped && queue.length > 0) {
      const events = queue.pop()!;
      const answer = await api.sendEvents(events).catch(() => undefined);
      if (answer?.status === 200) acknowledged.push(...events);
      else queue.push(events);
      await new Promise((resolve) => setTimeout(resolve, answer ? 5 * Math.random() : 50));
    }
  };
  const sending = Promise.all(Array.from({ length: senders }, sender));
  return {
    async stop() {
      isStopped = true;
      await sending;
    },
  };
}

it('loses no acknowledged event and counts none twice after ten kill -9 of server and engines under load', async () => {
  const queue: RawEvent[][] = [];
  for (let at = 0; at < stream.unique.length; at += eventsOfRequest) {
    queue.push(stream.unique.slice(at, at + eventsOfRequest));
  }
  const acknowledged: RawEvent[] = [];
  const acknowledgedByKill: number[] = [];
  for (let kill = 0; kill < kills; kill += 1) {
    const running = load(queue, acknowledged);
    await new Promise((resolve) => setTimeout(resolve, 100 + 1400 * Math.random()));
    await breakeven.kill();
    await running.stop();
    acknowledgedByKill.push(acknowledged.length);
    breakeven = await breakeven.restart();
  }
  // The kills came under load, and events were left for the time after the last one.
  expect(new Set(acknowledgedByKill).size).toBeGreaterThan(kills / 2);
  expect(queue.length).toBeGreaterThan(senders);

  // Whatever was in flight is at the end of the queue: it is sent again now. The rest was never sent.
  const inFlight = queue.splice(-4 * senders);
  while (inFlight.length > 0) {
    const after = load(inFlight, acknowledged);
    await new Promise((resolve) => setTimeout(resolve, 200));
    await after.stop();
  }

  const api = apiOf(breakeven);
  await api.untilComplete();
  const { rates, fxRates } = stream;
  const world = { arrivals: acknowledged, rates, fxRates, reportingCurrency: 'USD' };
  const asked = await examiner(api, world, range);
  await asked.expectEqual({ metrics: asked.metricsFor([]), time_range: range });
  for (const dimension of ['country', 'stage', 'gpu_model', 'app_version']) {
    const metrics = asked.metricsFor([dimension]);
    await asked.expectEqual({ metrics, dimensions: [dimension], time_range: range });
  }
  const time_range = { ...range, grain: 'hour' as const, time_zone: 'Asia/Kathmandu' };
  await asked.expectEqual({ metrics: asked.metricsFor([]), time_range });
}, 300_000);

it('starts again on the same data after kill -9 of the server alone, whose engines are left behind', async () => {
  const query = { metrics: ['attempts', 'decisions', 'gpu_seconds'], time_range: range };
  const before = (await apiOf(breakeven).query(query)).totals;
  await breakeven.killServerAlone();
  breakeven = await breakeven.restart();
  expect((await apiOf(breakeven).query(query)).totals).toEqual(before);
});
