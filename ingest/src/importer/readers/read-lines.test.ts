import { expect, test } from 'vitest';
import { readLines } from './read-lines.ts';

async function lines(chunks: string[], bytesMax = 20) {
  async function* content() {
    for (const chunk of chunks) yield Buffer.from(chunk);
  }
  const read = [];
  for await (const { line, text } of readLines(content(), bytesMax)) read.push([line, text]);
  return read;
}

test('lines come whole, wherever the chunks of the file end', async () => {
  expect(await lines(['\uFEFFfirst\r\nse', 'cond\n', '\n', 'la', 'st'])).toEqual([
    [1, 'first'],
    [2, 'second'],
    [3, ''],
    [4, 'last'],
  ]);
});

test('a character of several bytes survives the end of a chunk', async () => {
  const bytes = Buffer.from('é\n');
  async function* content() {
    yield bytes.subarray(0, 1);
    yield bytes.subarray(1);
  }
  for await (const { text } of readLines(content(), 20)) expect(text).toBe('é');
});

test('a line that is too long is skipped, and the lines after it are read', async () => {
  expect(await lines(['0123456789', '0123456789', '0123456789\nnext\n'])).toEqual([
    [1, null],
    [2, 'next'],
  ]);
});
