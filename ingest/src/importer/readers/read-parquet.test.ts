import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SchemaElement } from 'hyparquet';
import { parquetWriteFile } from 'hyparquet-writer';
import { afterAll, expect, test } from 'vitest';
import { inputFile } from './input-file.ts';
import { readParquet } from './read-parquet.ts';

const folder = mkdtempSync(join(tmpdir(), 'breakeven-parquet-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function read(path: string, wanted: string[]) {
  const file = await inputFile(path);
  const { columns, rows } = await readParquet(file, path, new Set(wanted));
  const all = [];
  for await (const row of rows) if ('cells' in row) all.push(row);
  return { columns, rows: all, file };
}

test('times to the microsecond, decimals and big integers come through exactly', async () => {
  const path = join(folder, 'exact.parquet');
  const optional = 'OPTIONAL' as const;
  const schema: SchemaElement[] = [
    { name: 'root', num_children: 6 },
    {
      name: 'at',
      type: 'INT64',
      repetition_type: optional,
      logical_type: { type: 'TIMESTAMP', isAdjustedToUTC: true, unit: 'MICROS' },
    },
    {
      name: 'local',
      type: 'INT64',
      repetition_type: optional,
      logical_type: { type: 'TIMESTAMP', isAdjustedToUTC: false, unit: 'MICROS' },
    },
    {
      name: 'price',
      type: 'INT64',
      repetition_type: optional,
      converted_type: 'DECIMAL',
      scale: 9,
      precision: 18,
    },
    { name: 'bytes', type: 'INT64', repetition_type: optional },
    { name: 'day', type: 'INT32', repetition_type: optional, converted_type: 'DATE' },
    { name: 'word', type: 'BYTE_ARRAY', repetition_type: optional, converted_type: 'UTF8' },
  ];
  parquetWriteFile({
    filename: path,
    schema,
    columnData: [
      { name: 'at', data: [1_790_856_000_123_456n, undefined] },
      { name: 'local', data: [1_790_856_000_123_456n, undefined] },
      { name: 'price', data: [123_456_789_012_345_678n, -1n] },
      { name: 'bytes', data: [9_007_199_254_740_993n, undefined] },
      { name: 'day', data: [20_727, undefined] },
      { name: 'word', data: ['é', undefined] },
    ],
  });
  const { columns, rows } = await read(path, ['at', 'local', 'price', 'bytes', 'day', 'word']);
  expect(columns).toEqual(['at', 'local', 'price', 'bytes', 'day', 'word']);
  expect(rows.map(({ cells }) => cells)).toEqual([
    [
      '2026-10-01T12:00:00.123456Z',
      '2026-10-01T12:00:00.123456',
      '123456789.012345678',
      '9007199254740993',
      '2026-10-01',
      'é',
    ],
    ['', '', '-0.000000001', '', '', ''],
  ]);
});

test('row groups are read one after the other, rows are numbered through, and only wanted columns are unpacked', async () => {
  const path = join(folder, 'groups.parquet');
  const n = 250;
  parquetWriteFile({
    filename: path,
    rowGroupSize: 100,
    columnData: [
      { name: 'id', data: Array.from({ length: n }, (_, i) => `id-${i}`), type: 'STRING' },
      { name: 'seconds', data: Array.from({ length: n }, (_, i) => i / 2), type: 'DOUBLE' },
    ],
  });
  const { rows, file } = await read(path, ['seconds']);
  expect(rows.length).toBe(n);
  expect(rows[249]).toEqual({ row: 250, line: 250, cells: ['', '124.5'] });
  expect(rows.map(({ row }) => row)).toEqual(Array.from({ length: n }, (_, i) => i + 1));
  expect(file.bytesRead).toBe(file.size);
});
