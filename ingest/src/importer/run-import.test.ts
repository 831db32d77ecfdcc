import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest';
import { type FakeServer, type FakeServerOptions, fakeServer } from '../sender/fake-server.ts';
import type { ImportCounts } from './import-counts.ts';
import { parseMapping } from './mapping/load-mapping.ts';
import { inputFile } from './readers/input-file.ts';
import { RejectsFile } from './rejects-file.ts';
import { runImport } from './run-import.ts';

const folder = mkdtempSync(join(tmpdir(), 'breakeven-import-test-'));
const rejectsPath = join(folder, 'rejects.ndjson');
const MAPPING = parseMapping(
  readFileSync(new URL('../../../docs/examples/request-trace.mapping.json', import.meta.url), 'utf8'),
  'example',
);
const HEADER =
  'gmt_create,predict_type,predict_status,exec_time_seconds,groupId,prompt_length,checkpoint_model_version_id';

let server: FakeServer;
let serverOptions: FakeServerOptions;
beforeEach(async () => {
  serverOptions = {};
  server = await fakeServer({
    refuse: (...request) => serverOptions.refuse?.(...request),
    rejects: (event) => serverOptions.rejects?.(event),
    get errorsMax() {
      return serverOptions.errorsMax;
    },
  });
});
afterEach(() => server.close());
afterAll(() => rmSync(folder, { recursive: true }));

function fileWith(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

async function importFile(path: string, mapping: typeof MAPPING | null = MAPPING): Promise<ImportCounts> {
  const counts = { rows: 0, sent: 0, accepted: 0, duplicates: 0, rejected: 0 };
  const rejects = new RejectsFile(rejectsPath);
  const signal = new AbortController().signal;
  await runImport({
    file: await inputFile(path),
    mapping: mapping ?? undefined,
    url: server.url,
    key: 'k',
    rejects,
    counts,
    signal,
  });
  rejects.close();
  return counts;
}

function rejects(): Record<string, unknown>[] {
  const text = readFileSync(rejectsPath, 'utf8').trim();
  return text.split('\n').map((line) => JSON.parse(line));
}

/** Rows of a request trace: every 7th fails, every 50th still waits. */
function trace(rows: number): string[] {
  return Array.from({ length: rows }, (_, i) => {
    const status = i % 50 === 49 ? 'PENDING' : i % 7 === 6 ? 'FAILED' : 'SUCCEED';
    const seconds = status === 'PENDING' ? '' : `${i % 90}.0`;
    return `2024-11-15 16:57:50,TXT_2_IMG,${status},${seconds},G0001,63.0,M0001`;
  });
}

function countsByType(): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { type } of server.events.values()) counts[type] = (counts[type] ?? 0) + 1;
  return counts;
}

test('a gzipped CSV gives every row its events, also rows with the same content; run again it adds nothing', async () => {
  // The name hides what it is: only the content tells.
  const path = fileWith('trace.csv', gzipSync([HEADER, ...trace(1500)].join('\n')));
  expect(await importFile(path)).toEqual({
    rows: 1500,
    sent: 2970,
    accepted: 2970,
    duplicates: 0,
    rejected: 0,
  });
  expect(countsByType()).toEqual({ 'generation.requested': 1500, 'generation.completed': 1470 });
  expect(await importFile(path)).toEqual({
    rows: 1500,
    sent: 2970,
    accepted: 0,
    duplicates: 2970,
    rejected: 0,
  });
  expect(existsSync(rejectsPath)).toBe(false);
});

test('a Parquet file, plain or gzipped, gives the events that the same rows as CSV give', async () => {
  await importFile(fileWith('trace.csv', [HEADER, ...trace(300)].join('\n')));
  const expected = structuredClone([...server.events.values()]);
  server.events.clear();

  const rows = trace(300).map((line) => line.split(','));
  const columnData = HEADER.split(',').map((name, c) => ({
    name,
    data: rows.map((row) => row[c] || undefined),
    type: 'STRING' as const,
    nullable: true,
  }));
  const parquet = new Uint8Array(parquetWriteBuffer({ columnData, rowGroupSize: 64 }));
  await importFile(fileWith('trace.parquet', parquet));
  expect([...server.events.values()]).toEqual(expected);
  expect(await importFile(fileWith('trace.parquet.gz', gzipSync(parquet)))).toMatchObject({
    accepted: 0,
    duplicates: 594,
  });
});

test('bad rows are counted and kept with line and reason, without their content, and do not stop the others', async () => {
  const rows = trace(5);
  rows[1] = 'yesterday,TXT_2_IMG,SUCCEED,1.0,secret-user,1.0,M1';
  rows[2] = '2024-11-15 16:57:50,TXT_2_IMG,SUCCEED,1.0,secret-user';
  rows[3] = '2024-11-15 16:57:50,TXT_2_IMG,SUCCEED,-1.0,secret-user,1.0,M1';
  expect(await importFile(fileWith('bad.csv', [HEADER, ...rows].join('\n')))).toMatchObject({
    rows: 5,
    sent: 4,
    accepted: 4,
    rejected: 3,
  });
  expect(rejects()).toEqual([
    {
      line: 3,
      row: 2,
      code: 'invalid_value',
      path: 'time',
      reason: 'is not a time of the format yyyy-MM-dd HH:mm:ss',
      columns: ['gmt_create'],
    },
    { line: 4, row: 3, code: 'invalid_row', path: '', reason: 'the row has 5 columns, the header has 7' },
    {
      line: 5,
      row: 4,
      code: 'invalid_value',
      path: 'data.gpu_seconds',
      reason: expect.stringContaining('at least 0'),
      columns: ['exec_time_seconds'],
    },
  ]);
  expect(readFileSync(rejectsPath, 'utf8')).not.toContain('secret-user');
});

const event = (id: string) =>
  JSON.stringify({
    specversion: '1.0',
    id,
    source: 's',
    type: 'clip.viewed',
    time: '2026-10-01T00:00:00Z',
    subject: 'g',
    data: { user_id: 'secret-user' },
  });

test('NDJSON of events is sent as it is; lines that are none are rejected by line', async () => {
  const lines = [event('a'), '', '{"broken', '[1]', `{"x":"${'y'.repeat(70_000)}"}`, event('b')];
  expect(await importFile(fileWith('events.ndjson', lines.join('\n')), null)).toEqual({
    rows: 5,
    sent: 2,
    accepted: 2,
    duplicates: 0,
    rejected: 3,
  });
  expect([...server.events.values()].map(({ id }) => id)).toEqual(['a', 'b']);
  expect(rejects().map(({ line, code }) => [line, code])).toEqual([
    [3, 'invalid_json'],
    [4, 'invalid_json'],
    [5, 'too_large'],
  ]);
});

test('events that the server rejects are listed by line; its words, which may quote a user id, are not kept', async () => {
  serverOptions.rejects = ({ id }) =>
    id === 'b'
      ? { code: 'invalid_value', path: 'data.views', message: 'secret-user is no number' }
      : undefined;
  expect(
    await importFile(fileWith('events.ndjson', [event('a'), event('b')].join('\n')), null),
  ).toMatchObject({ sent: 2, accepted: 1, rejected: 1 });
  expect(rejects()).toEqual([
    {
      line: 2,
      row: 2,
      code: 'invalid_value',
      path: 'data.views',
      reason: expect.stringContaining('an integer from 1'),
    },
  ]);
  expect(readFileSync(rejectsPath, 'utf8')).not.toContain('secret-user');
});

test('two files that give the same ids are told to be that: nothing is taken over another', async () => {
  serverOptions.rejects = () => ({ code: 'id_conflict', path: '', message: 'secret-user differs' });
  expect(await importFile(fileWith('events.ndjson', event('a')), null)).toMatchObject({
    sent: 1,
    rejected: 1,
  });
  expect(rejects()).toEqual([
    { line: 1, row: 1, code: 'id_conflict', path: '', reason: expect.stringContaining('give the same ids?') },
  ]);
});

test('rejects that the server does not name one by one are counted, and where they are is told', async () => {
  serverOptions.rejects = () => ({ code: 'too_old', path: 'time', message: '' });
  serverOptions.errorsMax = 100;
  const lines = Array.from({ length: 250 }, (_, i) => event(`e${i}`));
  expect(await importFile(fileWith('events.ndjson', lines.join('\n')), null)).toMatchObject({
    sent: 250,
    rejected: 250,
  });
  expect(rejects()).toHaveLength(101);
  expect(rejects().at(-1)).toMatchObject({
    code: 'more_rejected',
    reason: expect.stringMatching(/^150 more events of the lines 1 to 250/),
  });
});

test('an import that breaks off and is run again has every event once', async () => {
  const path = fileWith('trace.csv', [HEADER, ...trace(3000)].join('\n'));
  serverOptions.refuse = (request) => (request > 3 ? { status: 403 } : undefined);
  await expect(importFile(path)).rejects.toThrow(/scope "admin"/);
  expect(server.events.size).toBeGreaterThan(0);
  expect(server.events.size).toBeLessThan(5940);
  serverOptions.refuse = () => undefined;
  const counts = await importFile(path);
  expect(counts.accepted + counts.duplicates).toBe(5940);
  expect(server.events.size).toBe(5940);
});

test('a CSV without a mapping, and NDJSON with one, are refused with what to do', async () => {
  await expect(importFile(fileWith('a.csv', `${HEADER}\n`), null)).rejects.toThrow(
    /is CSV: say with --mapping/,
  );
  await expect(importFile(fileWith('a.ndjson', event('a')))).rejects.toThrow(/need no --mapping/);
  await expect(importFile(join(folder, 'nowhere.csv'))).rejects.toThrow(/There is no file/);
});
