import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Api, apiOf } from '../support/api.ts';
import { type Breakeven, startBreakeven } from '../support/start-breakeven.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const mapping = join(root, 'docs/examples/request-trace.mapping.json');
const folder = mkdtempSync(join(tmpdir(), 'breakeven-import-'));

let breakeven: Breakeven;
let api: Api;
beforeAll(async () => {
  // The age limit is on: an import of old history has to lift it.
  breakeven = await startBreakeven({ port: 4710, env: { MAX_EVENT_AGE_DAYS: '90' } });
  api = apiOf(breakeven);
});
afterAll(async () => {
  await breakeven?.remove();
  rmSync(folder, { recursive: true, force: true });
});

/** One row of a request trace; a request that still waits has no seconds. */
interface Row {
  start: number;
  status: 'SUCCEED' | 'FAILED' | 'PENDING';
  seconds: number | null;
  user: string;
  model: string;
}

/**
 * A trace with what real ones have: rows of the same content, failures that cost, requests that never end, a heavy user.
 * @param day the first day; each trace of a test has days of its own, so that queries tell them apart.
 */
function trace(count: number, day: string): Row[] {
  return Array.from({ length: count }, (_, i) => {
    const status = i % 97 === 96 ? 'PENDING' : i % 61 === 60 ? 'FAILED' : 'SUCCEED';
    return {
      // Two neighbours are the same to the last cell, and the days end at other hours in other zones.
      start: Date.parse(`${day}T00:00:00Z`) + Math.floor(i / 2) * 97_000,
      status,
      seconds: status === 'PENDING' ? null : (Math.floor(i / 2) * 7) % 90,
      user: i % 3 === 0 ? 'user-heavy' : `user-${i % 50}`,
      model: `M${Math.floor(i / 2) % 5}`,
    };
  });
}

const HEADER = [
  'gmt_create',
  'predict_type',
  'predict_status',
  'exec_time_seconds',
  'groupId',
  'prompt_length',
  'checkpoint_model_version_id',
];

function cells({ start, status, seconds, user, model }: Row): string[] {
  const time = new Date(start).toISOString().slice(0, 19).replace('T', ' ');
  return [time, 'TXT_2_IMG', status, seconds === null ? '' : `${seconds}.0`, user, '63.0', model];
}

const csv = (rows: Row[]) => [HEADER, ...rows.map(cells)].map((line) => line.join(',')).join('\n');

function fileWith(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

interface Run {
  code: number | null;
  summary: Record<string, unknown>;
  stderr: string;
}

function start(file: string, args: string[] = ['--mapping', mapping]): ChildProcess {
  return spawn(
    process.execPath,
    [join(root, 'ingest/.out/importer/main.js'), '--file', file, '--url', breakeven.url, ...args],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { PATH: process.env.PATH, BREAKEVEN_API_KEY: breakeven.adminKey },
    },
  );
}

async function importFile(file: string, args?: string[]): Promise<Run> {
  const child = start(file, args);
  let stdout = '';
  let stderr = '';
  child.stdout?.on('data', (chunk) => {
    stdout += chunk;
  });
  child.stderr?.on('data', (chunk) => {
    stderr += chunk;
  });
  const [code] = await once(child, 'close');
  return { code, summary: JSON.parse(stdout), stderr };
}

const METRICS = ['generations_requested', 'attempts', 'failed_attempts', 'gpu_seconds'];
type Counts = [requested: number, attempts: number, failed: number, gpuSeconds: number];

/** What the rows say, counted without the product: requests by their start, attempts by their end. */
function counted(rows: Row[], groupsOf: (row: Row, time: number) => string): Map<string, Counts> {
  const groups = new Map<string, Counts>();
  const add = (group: string, counts: Counts) => {
    const sum = groups.get(group) ?? [0, 0, 0, 0];
    groups.set(group, sum.map((value, i) => value + (counts[i] as number)) as Counts);
  };
  for (const row of rows) {
    add(groupsOf(row, row.start), [1, 0, 0, 0]);
    if (row.seconds === null) continue;
    const end = row.start + row.seconds * 1000;
    add(groupsOf(row, end), [0, 1, row.status === 'FAILED' ? 1 : 0, row.seconds]);
  }
  return groups;
}

async function asked(
  first: string,
  last: string,
  extra: Record<string, unknown> = {},
): Promise<Map<string, Counts>> {
  await api.untilComplete();
  const time_range = { start: first, end: last, ...(extra.time_range as object) };
  const { rows } = await api.query({ metrics: METRICS, ...extra, time_range });
  return new Map(
    rows.map((row) => [
      String(row.length > METRICS.length ? row[0] : 'all'),
      row.slice(-METRICS.length) as Counts,
    ]),
  );
}

it('a gzipped trace is counted exactly, as a whole, by model and by day in Kathmandu; imported again it changes nothing', async () => {
  const rows = trace(4000, '2024-11-15');
  const file = fileWith('trace.csv.gz', gzipSync(csv(rows)));
  const sent = rows.length + rows.filter(({ seconds }) => seconds !== null).length;
  const summary = { rows: rows.length, sent, accepted: sent, duplicates: 0, rejected: 0, complete: true };
  expect(await importFile(file)).toEqual({ code: 0, summary, stderr: '' });

  const byModel = counted(rows, ({ model }) => model);
  const inKathmandu = (time: number) =>
    `${new Date(time + 5.75 * 3_600_000).toISOString().slice(0, 10)}T00:00:00+05:45`;
  const byDay = counted(rows, (_, time) => inKathmandu(time));
  const check = async () => {
    expect(await asked('2024-11-15', '2024-12-01')).toEqual(counted(rows, () => 'all'));
    expect(await asked('2024-11-15', '2024-12-01', { dimensions: ['model'] })).toEqual(byModel);
    const days = await asked('2024-11-15', '2024-11-19', {
      time_range: { grain: 'day', time_zone: 'Asia/Kathmandu' },
    });
    for (const [day, counts] of byDay) expect([day, days.get(day)]).toEqual([day, counts]);
  };
  await check();

  // Nothing of it is new; what the server no longer remembers at once is dropped when it is counted.
  const again = await importFile(file);
  expect(again).toMatchObject({ code: 0, summary: { sent, rejected: 0 } });
  await check();
});

it('an import that is killed and run again has every event once', async () => {
  const rows = trace(12_000, '2025-03-01');
  const file = fileWith('killed.csv', csv(rows));
  const before = (await api.request('GET', '/v1/ingest/status')).body.accepted;
  const child = start(file);
  const exited = once(child, 'exit');
  let stored = 0;
  while (stored < 3000 && child.exitCode === null) {
    stored = (await api.request('GET', '/v1/ingest/status')).body.accepted - before;
  }
  child.kill('SIGKILL');
  await exited;
  expect(child.signalCode).toBe('SIGKILL');

  expect(await importFile(file)).toMatchObject({ code: 0, summary: { rows: rows.length, rejected: 0 } });
  expect(await asked('2025-03-01', '2025-04-01')).toEqual(counted(rows, () => 'all'));
});

it('a Parquet trace is counted like the same trace as CSV', async () => {
  const rows = trace(500, '2025-06-01');
  const lines = rows.map(cells);
  const columnData = HEADER.map((name, c) => ({
    name,
    data: lines.map((line) => line[c] || undefined),
    type: 'STRING' as const,
    nullable: true,
  }));
  const file = fileWith(
    'june.parquet',
    new Uint8Array(parquetWriteBuffer({ columnData, rowGroupSize: 128 })),
  );
  expect(await importFile(file)).toMatchObject({ code: 0, summary: { rows: 500, rejected: 0 } });
  expect(await asked('2025-06-01', '2025-06-10')).toEqual(counted(rows, () => 'all'));
});

it('bad rows, and events that the server does not take, are listed by line without their content; the rest is in', async () => {
  const rows = trace(20, '2025-07-01');
  const lines = csv(rows).split('\n');
  lines[3] = 'noon,TXT_2_IMG,SUCCEED,1.0,user-secret,63.0,M1';
  const file = fileWith('bad.csv', lines.join('\n'));
  const run = await importFile(file);
  expect(run).toMatchObject({
    code: 2,
    summary: { rows: 20, sent: 38, accepted: 38, rejected: 1, rejects: `${file}.rejected.ndjson` },
  });
  const listed = readFileSync(`${file}.rejected.ndjson`, 'utf8');
  expect(JSON.parse(listed)).toMatchObject({ line: 4, row: 3, path: 'time' });
  expect(listed).not.toContain('user-secret');

  const future = {
    specversion: '1.0',
    id: 'f',
    source: 'test/import',
    type: 'clip.shared',
    time: '2099-01-01T00:00:00Z',
    subject: 'g',
    data: { channel: 'feed' },
  };
  const events = fileWith(
    'events.ndjson',
    [JSON.stringify({ ...future, id: 'p', time: '2025-07-01T00:00:00Z' }), JSON.stringify(future)].join('\n'),
  );
  expect(await importFile(events, [])).toMatchObject({
    code: 2,
    summary: { sent: 2, accepted: 1, rejected: 1 },
  });
  expect(JSON.parse(readFileSync(`${events}.rejected.ndjson`, 'utf8'))).toMatchObject({
    line: 2,
    code: 'in_future',
  });
});

it('a key that may not import is told so in one sentence', async () => {
  const file = fileWith('small.csv', csv(trace(2, '2025-08-01')));
  const run = await importFile(file, ['--mapping', mapping, '--key', breakeven.ingestKey]);
  expect(run).toMatchObject({ code: 1, summary: { accepted: 0, complete: false } });
  expect(run.stderr).toContain('a key with scope "admin" is needed');
});
