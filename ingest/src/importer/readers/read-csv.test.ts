import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { readCsv } from './read-csv.ts';

async function read(text: string, delimiter = ',') {
  const { columns, rows } = await readCsv(Readable.from([Buffer.from(text)]), delimiter);
  const all = [];
  for await (const row of rows) all.push(row);
  return { columns, rows: all };
}

test('rows keep the number and the line that a person finds them by', async () => {
  const { columns, rows } = await read('\uFEFFa, b\n1,2\n\n"x\ny",4\n5,6\n');
  expect(columns).toEqual(['a', 'b']);
  expect(rows).toEqual([
    { row: 1, line: 2, cells: ['1', '2'] },
    { row: 2, line: 4, cells: ['x\ny', '4'] },
    { row: 3, line: 6, cells: ['5', '6'] },
  ]);
});

test('a row with too few or too many cells is told and does not stop the others', async () => {
  const { rows } = await read('a;b\n1\n1;2;3\n7;8\n', ';');
  expect(rows).toEqual([
    { row: 1, line: 2, problem: 'the row has 1 columns, the header has 2' },
    { row: 2, line: 3, problem: 'the row has 3 columns, the header has 2' },
    { row: 3, line: 4, cells: ['7', '8'] },
  ]);
});

test('a quote that is never closed ends the reading with its place, without quoting the row', async () => {
  const failing = read(`a,b\n1,2\n"secret user,${'x,\n'.repeat(600_000)}`);
  await expect(failing).rejects.toThrow(/can't be read from about line/);
  await expect(failing).rejects.not.toThrow(/secret/);
});
