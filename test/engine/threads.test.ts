import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { type Pipeline, type PipelineOptions, startPipeline } from '@breakeven/ingest/pipeline';
import pino from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { anEvent, pseudonymKey } from '../support/ingest-lab.ts';
import { startTestPipeline } from '../support/start-pipeline.ts';

let directory: string;
let running: Pipeline[] = [];
let logged: { level: number; msg: string; err?: { message: string } }[] = [];

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'breakeven-threads-'));
  logged = [];
});
afterEach(async () => {
  for (const pipeline of running) await pipeline.stop();
  running = [];
  await rm(directory, { recursive: true, force: true });
});

/** No ClickHouse answers there: what is tested here needs none. */
const nowhere = {
  url: 'http://127.0.0.1:9',
  database: 'none',
  username: 'nobody',
  password: 'none-of-your-business',
};

function options(): Omit<PipelineOptions, 'programs'> {
  const logger = pino({ level: 'info' }, { write: (line) => logged.push(JSON.parse(line)) });
  return {
    ...{ spoolDir: join(directory, 'spool'), maxSpoolBytes: 2 ** 30, clickhouse: nowhere },
    ...{ pseudonymKey, maxEventAgeDays: 0, logger },
  };
}

async function start(): Promise<Pipeline> {
  const pipeline = await startTestPipeline(options());
  running.push(pipeline);
  return pipeline;
}

/** A pipeline whose collect thread runs this program. */
async function startWithCollectThread(program: string): Promise<Pipeline> {
  const programs = join(directory, 'programs');
  await mkdir(programs);
  await writeFile(join(programs, 'package.json'), '{ "type": "module" }');
  const head = `import { parentPort } from 'node:worker_threads'; parentPort.postMessage({ ready: true });`;
  await writeFile(join(programs, 'collect-thread.js'), head + program);
  await writeFile(
    join(programs, 'count-thread.js'),
    `${head} parentPort.on('message', (message) => message === 'stop' && parentPort.close());`,
  );
  const pipeline = await startPipeline({ ...options(), programs: pathToFileURL(`${programs}/`) });
  running.push(pipeline);
  return pipeline;
}

function collect(pipeline: Pipeline, body: Uint8Array, contentEncoding?: string) {
  return pipeline.collect({ body, contentType: 'application/x-ndjson', contentEncoding, backfill: false });
}

const lines = (count: number) =>
  Buffer.from(
    Array.from({ length: count }, () => JSON.stringify(anEvent('clip.viewed', 0, { views: 1 }))).join('\n'),
  );

test('the main thread stays free while requests are read', async () => {
  const pipeline = await start();
  const bodies = Array.from({ length: 10 }, () => gzipSync(lines(10_000)));
  const before = performance.eventLoopUtilization();
  const cpu = process.cpuUsage();
  const answers = await Promise.all(bodies.map((body) => collect(pipeline, body, 'gzip')));
  const { active } = performance.eventLoopUtilization(before);
  const { user } = process.cpuUsage(cpu);
  for (const answer of answers) expect(answer).toMatchObject({ status: 200, body: { accepted: 10_000 } });
  expect(active).toBeLessThan(user / 1000 / 5);
  expect(pipeline.status()).toMatchObject({ accepted: 100_000, spool_events: 100_000 });
});

test('a small request is acknowledged within milliseconds on an idle server', async () => {
  const pipeline = await start();
  const took: number[] = [];
  for (let count = 0; count < 200; count += 1) {
    const started = performance.now();
    expect(await collect(pipeline, lines(1))).toMatchObject({ status: 200 });
    took.push(performance.now() - started);
  }
  const median = took.sort((a, b) => a - b)[100]!;
  expect(median).toBeLessThan(20); // less than 1 ms on a machine that does nothing else
});

test('a body keeps what it says however it is handed to the thread', async () => {
  const pipeline = await start();
  const own = new Uint8Array(lines(1000));
  const shared = Buffer.from(new SharedArrayBuffer(own.byteLength));
  shared.set(lines(1000).subarray(0, own.byteLength));
  const around = Buffer.concat([Buffer.alloc(100), lines(1000), Buffer.alloc(100)]);
  const part = around.subarray(100, -100);
  for (const body of [own, part, lines(3), Buffer.alloc(0)])
    expect(await collect(pipeline, body)).toMatchObject({
      status: 200,
      body: { duplicates: 0, rejected: 0 },
    });
  expect(part.byteLength).toBe(around.byteLength - 200);
  expect(pipeline.status().accepted).toBe(2003);
});

test('bodies that wait are bounded: who comes too much is told at once to come again', async () => {
  const pipeline = await startWithCollectThread(
    `parentPort.on('message', (message) => {
      if (message === 'stop') return parentPort.close();
      const answers = message.requests.map(({ id }) => ({ id, answer: { status: 200, body: { accepted: 0 } } }));
      setTimeout(() => parentPort.postMessage({ own: { answers } }), 300);
    });`,
  );
  const body = () => new Uint8Array(16 * 1024 ** 2);
  const fits = [body(), body(), body(), body()].map((bytes) => collect(pipeline, bytes));
  expect(pipeline.waitingBytes).toBe(64 * 1024 ** 2);
  const started = performance.now();
  expect(await collect(pipeline, new Uint8Array(1))).toMatchObject({
    ...{ status: 503, retryAfterSeconds: 5, body: { code: 'busy' } },
  });
  expect(performance.now() - started).toBeLessThan(100);
  for (const answer of await Promise.all(fits)) expect(answer.status).toBe(200);
  expect(pipeline.waitingBytes).toBe(0);
  expect(await collect(pipeline, new Uint8Array(1))).toMatchObject({ status: 200 });
});

test.each([
  ['throws', `parentPort.on('message', () => { throw new Error('something broke'); });`, 'something broke'],
  ['ends', `parentPort.on('message', () => process.exit(7));`, 'exit code 7'],
  [
    'needs too much memory',
    `const kept = []; parentPort.on('message', () => { for (;;) kept.push(new Array(100_000).fill(kept.length)); });`,
    'memory',
  ],
])('a thread that %s leaves nobody waiting and is said to be dead', async (_, program, reason) => {
  const pipeline = await startWithCollectThread(program);
  const waiting = await Promise.all([collect(pipeline, lines(1)), collect(pipeline, lines(1))]);
  for (const answer of waiting) expect(answer).toMatchObject({ status: 503, retryAfterSeconds: 5 });
  expect(await pipeline.failed).toContain(reason);
  expect(await collect(pipeline, lines(1))).toMatchObject({ status: 503 });
  expect(logged).toContainEqual(expect.objectContaining({ level: 50, msg: 'The collect thread died' }));
});

test('a spool that can not be opened is said at the start', async () => {
  await writeFile(join(directory, 'spool'), 'a file');
  await expect(start()).rejects.toThrow(/EEXIST|ENOTDIR/);
});

test('requests that are under way when the pipeline stops are answered, later ones are refused', async () => {
  const pipeline = await start();
  const underWay = Array.from({ length: 20 }, () => collect(pipeline, lines(100)));
  await sleep(1);
  const stopped = pipeline.stop();
  expect(await collect(pipeline, lines(1))).toMatchObject({ status: 503, body: { code: 'stopping' } });
  for (const answer of await Promise.all(underWay)) expect(answer.status).toBe(200);
  await stopped;
  expect((await start()).status()).toMatchObject({ accepted: 2000, spool_events: 2000 });
});

test('what the threads log comes out of the log of the process, at its level, and without the password', async () => {
  const pipeline = await start();
  await collect(pipeline, lines(1));
  await expect.poll(() => logged.map(({ msg }) => msg)).toContainEqual(expect.stringMatching(/^writer: /));
  expect(logged.every(({ level }) => level >= 30)).toBe(true);
  expect(JSON.stringify(logged)).not.toContain(nowhere.password);
});

test('when the spool is full, requests are refused and the status says how much waits', async () => {
  const pipeline = await startTestPipeline({ ...options(), maxSpoolBytes: 20_000 });
  running.push(pipeline);
  let answer = await collect(pipeline, lines(50));
  while (answer.status === 200) answer = await collect(pipeline, lines(50));
  expect(answer).toMatchObject({ status: 503, retryAfterSeconds: 5, body: { code: 'spool_full' } });
  expect(pipeline.status().spool_bytes).toBeLessThanOrEqual(20_000);
  expect(pipeline.status().accepted).toBe(pipeline.status().spool_events);
});
