import type { IncomingMessage } from 'node:http';
import { PassThrough } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { ClientGone, readBody } from './read-body.ts';

const request = () => new PassThrough() as PassThrough & IncomingMessage;
const options = { stallMs: 100, onBytes: () => undefined };

test('a body is read whole, however it is cut, and as long as something comes', async () => {
  const body = request();
  const read = readBody(body, options);
  for (const piece of ['a', 'bc', 'def', 'ghij']) {
    body.write(piece);
    await sleep(60);
  }
  body.end();
  expect((await read).toString()).toBe('abcdefghij');
});

test('a body that stops is a 408, and one whose client goes away is nobody to answer', async () => {
  const stalled = request();
  stalled.write('a');
  await expect(readBody(stalled, options)).rejects.toMatchObject({ problem: { status: 408 } });
  const gone = request();
  const read = readBody(gone, options);
  gone.write('a');
  gone.destroy();
  await expect(read).rejects.toThrow(ClientGone);
});

test('what is thrown at the bytes that came ends the reading, and nothing is counted after it', async () => {
  const body = request();
  let counted = 0;
  const onBytes = (bytes: number) => {
    counted += bytes;
    if (counted > 2) throw new Error('too much');
  };
  const read = readBody(body, { stallMs: 100, onBytes });
  body.write('ab');
  await sleep(10);
  body.write('c');
  await expect(read).rejects.toThrow('too much');
  body.write('d');
  await sleep(10);
  expect(counted).toBe(3);
});
