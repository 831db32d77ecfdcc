import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Pipeline, PipelineOptions } from '@breakeven/ingest/pipeline';
import pino from 'pino';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { type FailingProxy, startFailingProxy } from '../support/failing-proxy.ts';
import { anEvent, IngestLab, pseudonymKey } from '../support/ingest-lab.ts';
import type { RawEvent } from '../support/reference/raw-event.ts';
import { type StartedClickHouse, startClickHouse } from '../support/start-clickhouse.ts';
import { startTestPipeline } from '../support/start-pipeline.ts';
import { random as seeded } from '../support/streams/random.ts';

let clickHouse: StartedClickHouse;
let lab: IngestLab;
let spoolDir: string;
let running: Pipeline[] = [];
let proxies: FailingProxy[] = [];
let logged: { level: number; msg: string }[] = [];

beforeAll(async () => {
  clickHouse = await startClickHouse();
  lab = new IngestLab(clickHouse.client);
});
afterAll(() => clickHouse?.stop());
beforeEach(async () => {
  await lab.clear();
  spoolDir = await mkdtemp(join(tmpdir(), 'breakeven-spool-'));
  logged = [];
});
afterEach(async () => {
  for (const pipeline of running) await pipeline.stop();
  running = [];
  for (const proxy of proxies) await proxy.close();
  proxies = [];
  await rm(spoolDir, { recursive: true, force: true });
});

async function start(options: Partial<PipelineOptions> = {}): Promise<Pipeline> {
  const logger = pino({ level: 'warn' }, { write: (line) => logged.push(JSON.parse(line)) });
  const pipeline = await startTestPipeline({
    ...{ spoolDir, maxSpoolBytes: 2 ** 30, clickhouse: clickHouse.access, pseudonymKey, maxEventAgeDays: 0 },
    ...{ logger, ...options },
  });
  running.push(pipeline);
  return pipeline;
}

/** A way to ClickHouse on which statements fail as the test says. */
async function failing(fails: () => 'before' | 'after' | undefined): Promise<Partial<PipelineOptions>> {
  const proxy = await startFailingProxy(clickHouse.access.url, fails);
  proxies.push(proxy);
  return { clickhouse: { ...clickHouse.access, url: proxy.url } };
}

async function collect(pipeline: Pipeline, events: unknown[]) {
  const answer = await pipeline.collect({
    body: Buffer.from(JSON.stringify(events)),
    contentType: 'application/json',
    contentEncoding: undefined,
    backfill: false,
  });
  if (!('position' in answer) || answer.position === undefined)
    throw new Error(`Nothing was kept: ${JSON.stringify(answer)}`);
  return { ...answer, position: answer.position };
}

const viewed = (views: number): RawEvent => anEvent('clip.viewed', 0, { views });
const settledViews = async () => {
  const [row] = await lab.query<{ views: number }>(
    `SELECT sum(views) AS views FROM rollups FINAL WHERE family = 'count' AND dimension = ''`,
  );
  return row?.views;
};

test('what is settled up to a position is in the totals, and its rejected events can be seen', async () => {
  const pipeline = await start();
  const { status, position } = await collect(pipeline, [viewed(2), { ...viewed(1), type: 'no.such' }]);
  expect(status).toBe(207);
  await pipeline.settled(position);
  expect(await settledViews()).toBe(2);
  expect(await lab.query('SELECT code FROM rejected_events FINAL')).toEqual([{ code: 'unknown_type' }]);
  expect(pipeline.status()).toMatchObject({ accepted: 1, rejected: 1, spool_events: 0, settling_buckets: 0 });
});

test('who does not wait finds the events in the totals soon', async () => {
  const pipeline = await start();
  await collect(pipeline, [viewed(2)]);
  await expect.poll(settledViews, { timeout: 20_000 }).toBe(2);
});

test('many who wait at once are all answered', async () => {
  const pipeline = await start();
  await Promise.all(
    Array.from({ length: 30 }, async () => {
      const { position } = await collect(pipeline, [viewed(1)]);
      await pipeline.settled(position);
    }),
  );
  expect(await settledViews()).toBe(30);
});

test('events are taken while ClickHouse is away from the start, and counted once it is there', async () => {
  let away = true;
  const pipeline = await start(await failing(() => (away ? 'before' : undefined)));
  const before = Date.now();
  const { status, position } = await collect(pipeline, [viewed(1), viewed(2)]);
  expect(status).toBe(200);
  await sleep(300);
  expect(pipeline.status()).toMatchObject({ accepted: 2, spool_events: 2 });
  expect(pipeline.completeUntil().getTime()).toBeLessThan(before);
  expect(logged.some(({ level, msg }) => level === 40 && msg.startsWith('writer: cannot write'))).toBe(true);
  away = false;
  await pipeline.settled(position);
  expect(await settledViews()).toBe(3);
  expect(pipeline.completeUntil().getTime()).toBeGreaterThan(before);
});

test('every event is counted once when statements fail at random, half of them after they were carried out', async () => {
  const random = seeded(1);
  const pipeline = await start(
    await failing(() => (random.chance(0.12) ? random.pick(['before', 'after'] as const) : undefined)),
  );
  for (let request = 0; request < 4; request += 1) {
    const { position } = await collect(pipeline, [
      viewed(1),
      anEvent('generation.requested', request, { user_id: 'anna', country: 'DE' }, { subject: 'retried' }),
    ]);
    void pipeline.settled(position);
  }
  await expect.poll(settledViews, { timeout: 60_000 }).toBe(4);
  await expect
    .poll(() => pipeline.completeUntil().getTime() > Date.now() - 1000, { timeout: 60_000 })
    .toBe(true);
  expect(
    await lab.query(`SELECT events, generations_requested AS generations FROM rollups FINAL
       WHERE family = 'count' AND dimension = 'country' AND value = 'DE'`),
  ).toEqual([{ events: 4, generations: 1 }]);
});

test('what a stopped pipeline had taken and not written is written by the next one', async () => {
  const first = await start(await failing(() => 'before'));
  await collect(first, [viewed(1)]);
  await collect(first, [viewed(2)]);
  await first.stop();
  const second = await start();
  const { position } = await collect(second, [viewed(4)]);
  await second.settled(position);
  expect(await settledViews()).toBe(7);
  expect(second.status().spool_events).toBe(0);
});

test('an event that ClickHouse refuses is kept aside and logged; the events around it are counted', async () => {
  const constraint = 'ALTER TABLE events ADD CONSTRAINT refuses_some CHECK views < 1000000';
  await clickHouse.client.command({ query: constraint });
  try {
    const pipeline = await start();
    const events = [...Array.from({ length: 20 }, () => viewed(1)), viewed(1_000_000), viewed(2_000_000)];
    const { position } = await collect(pipeline, events);
    await pipeline.settled(position);
    expect(await settledViews()).toBe(20);
    const kept = await lab.query<{ code: string; payload: string }>(
      'SELECT code, payload FROM rejected_events FINAL',
    );
    expect(kept.map(({ payload }) => JSON.parse(payload).data.views).sort()).toEqual([1_000_000, 2_000_000]);
    expect(logged.filter(({ level }) => level === 50)).toHaveLength(2);
    expect(pipeline.status()).toMatchObject({ accepted: 20, rejected: 2, spool_events: 0 });
  } finally {
    await clickHouse.client.command({ query: 'ALTER TABLE events DROP CONSTRAINT refuses_some' });
  }
});

test('a user id is written nowhere as it was sent', async () => {
  const pipeline = await start();
  const secret = 'maria.garcia@example.org';
  const good = anEvent('generation.requested', 0, { user_id: secret });
  const bad = anEvent('generation.requested', 0, { user_id: secret, country: 'nowhere' });
  const { position } = await collect(pipeline, [good, bad]);
  await pipeline.settled(position);
  await collect(pipeline, [{ ...good, data: { user_id: secret, country: 'DE' } }]);
  for (const rows of Object.values(await lab.tables())) expect(rows.join('\n')).not.toContain(secret);
  expect((await readdir(spoolDir)).length).toBeGreaterThan(0);
  expect(JSON.stringify(logged)).not.toContain(secret);
});

test('complete_until never promises what is not in the totals yet, and follows the events while they flow', async () => {
  const pipeline = await start();
  const acknowledged: number[] = [];
  const until = Date.now() + 8000;
  const send = async () => {
    while (Date.now() < until) {
      await collect(pipeline, [viewed(1)]);
      acknowledged.push(Date.now());
    }
  };
  const lags: number[] = [];
  const look = async () => {
    while (Date.now() < until) {
      const promised = pipeline.completeUntil().getTime();
      const expected = acknowledged.filter((at) => at < promised).length;
      lags.push(Date.now() - promised);
      expect(await settledViews()).toBeGreaterThanOrEqual(expected);
    }
  };
  await Promise.all([send(), send(), send(), look()]);
  expect(acknowledged.length).toBeGreaterThan(100);
  expect(Math.min(...lags.slice(lags.length / 2))).toBeLessThan(5000);
});

test('the status counts every event once on its way, and again after a start', async () => {
  const away = { is: true };
  const options = await failing(() => (away.is ? 'before' : undefined));
  const first = await start(options);
  const twice = viewed(1);
  await collect(first, [twice, viewed(2), twice, { ...viewed(1), type: 'no.such' }]);
  const taken = { accepted: 2, duplicates: 1, rejected: 1, spool_events: 2 };
  expect(first.status()).toMatchObject(taken);
  expect(first.status().spool_bytes).toBeGreaterThan(0);
  await first.stop();

  const second = await start(options);
  expect(second.status()).toMatchObject({ accepted: 2, duplicates: 0, rejected: 0, spool_events: 2 });
  // It remembers nothing of the first run: only the writer can tell that this one is known.
  const { body, position } = await collect(second, [twice, viewed(4)]);
  expect(body).toMatchObject({ accepted: 2, duplicates: 0 });
  away.is = false;
  await second.settled(position);
  expect(await settledViews()).toBe(7);
  await expect
    .poll(() => second.status())
    .toMatchObject({ accepted: 3, duplicates: 1, spool_events: 0, spool_bytes: 0 });
  expect(second.status().lag_seconds).toBeLessThan(1);
});

test('damage in the middle of a segment is put aside and said; all other events are counted', async () => {
  const first = await start(await failing(() => 'before'));
  const ends: number[] = [];
  for (const views of [1, 10, 100]) ends.push((await collect(first, [viewed(views)])).position.end);
  await first.stop();
  const segments = (await readdir(spoolDir)).filter((name) => name.endsWith('.seg'));
  const path = join(spoolDir, segments[0]!);
  const bytes = await readFile(path);
  // One bit in the second frame, wherever the frames have come to lie.
  bytes[(segments.length === 1 ? ends[0]! : 0) + 50]! ^= 1;
  await writeFile(path, bytes);
  const newest = (Number(segments.at(-1)!.slice(0, 12)) + 1).toString().padStart(12, '0');
  await writeFile(join(spoolDir, `${newest}.seg`), '');

  const second = await start();
  const { position } = await collect(second, [viewed(1000)]);
  await second.settled(position);
  expect(await settledViews()).toBe(segments.length === 1 ? 1101 : 1110);
  expect((await readdir(spoolDir)).filter((name) => name.endsWith('.corrupt'))).toHaveLength(1);
  await expect
    .poll(() => second.status())
    .toMatchObject({ accepted: 3, quarantined_parts: 1, spool_events: 0 });
  expect(logged.some(({ level, msg }) => level === 50 && msg.includes('damaged'))).toBe(true);
});
