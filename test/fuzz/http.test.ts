import { readFile } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import { connect } from 'node:net';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Api, apiOf, type Json } from '../support/api.ts';
import { type Breakeven, startBreakeven } from '../support/start-breakeven.ts';
import { anyInput } from './any-input.ts';
import { whatIsWrong } from './check-answer.ts';
import { type DocumentedAnswer, documentedAnswer } from './documented-answer.ts';
import { describeInput, type FuzzInput } from './fuzz-input.ts';
import { extremes } from './inputs/extremes.ts';
import { personMark } from './inputs/json-text.ts';

/** Every run makes the same inputs; a failure names the seed of its batch and the very input. */
const seed = 23_112_026;
const inputs = 6000;
const atOnce = 30;
const answersWithinMs = 20_000; // generous: what takes seconds on a busy machine is no hang
const memoryBelow = 700 * 1024 ** 2;

let breakeven: Breakeven;
let api: Api;
let isDocumented: DocumentedAnswer;
let accepted = 0;
const agent = new Agent({ keepAlive: true, maxSockets: 8 });

beforeAll(async () => {
  breakeven = await startBreakeven();
  api = apiOf(breakeven);
  isDocumented = documentedAnswer((await api.request('GET', '/openapi.json')).body, '/v1/events', 'post');
});
afterAll(async () => {
  agent.destroy();
  await breakeven?.remove();
});

interface RawAnswer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  text: string;
}

function post(input: FuzzInput): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const sent = request(`${breakeven.url}/v1/events`, {
      method: 'POST',
      agent,
      timeout: answersWithinMs,
      headers: {
        authorization: `Bearer ${breakeven.ingestKey}`,
        'content-length': input.body.length,
        ...(input.contentType !== undefined && { 'content-type': input.contentType }),
        ...(input.contentEncoding !== undefined && { 'content-encoding': input.contentEncoding }),
      },
    });
    sent.on('response', async (response) => {
      const chunks: Buffer[] = await response.toArray();
      resolve({
        status: response.statusCode!,
        headers: response.headers,
        text: Buffer.concat(chunks).toString(),
      });
    });
    sent.on('timeout', () => sent.destroy(new Error(`no answer within ${answersWithinMs} ms`)));
    sent.on('error', reject);
    sent.end(input.body);
  });
}

async function expectDocumentedAnswer(input: FuzzInput, where: string): Promise<void> {
  let answer = await post(input).catch((error: Error) => ({ status: 0, headers: {}, text: error.message }));
  for (; answer.status === 429 || answer.status === 503; answer = await post(input)) {
    const seconds = Number((answer as RawAnswer).headers['retry-after']);
    expect(seconds, `${where}: Retry-After of ${answer.text}`).toBeGreaterThan(0);
    await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
  }
  const { status, headers, text } = answer as RawAnswer;
  const body: Json = status === 0 ? undefined : JSON.parse(text);
  const wrong =
    isDocumented(status, String(headers['content-type']), body) ?? whatIsWrong(input, status, body);
  if (wrong)
    throw new Error(`${where}: ${wrong}: ${status} ${text.slice(0, 1500)} to ${describeInput(input)}`);
  if (body.accepted !== undefined) accepted += body.accepted;
}

it('answers thousands of requests of every kind as its OpenAPI document says', async () => {
  for (let batch = 0; batch < inputs / atOnce; batch += 1) {
    const some = fc.sample(anyInput, { seed: seed + batch, numRuns: atOnce });
    await Promise.all(some.map((input) => expectDocumentedAnswer(input, `seed ${seed + batch}`)));
  }
}, 120_000);

it('answers what is too deep, too many or too large as documented', async () => {
  for (const input of extremes()) await expectDocumentedAnswer(input, 'extremes');
}, 60_000);

it.each<[string, (key: string) => string]>([
  ['a body that is cut off', (key) => `${head(key)}content-length: 1000\r\n\r\n[{"specversion"`],
  ['a chunk that is cut off', (key) => `${head(key)}transfer-encoding: chunked\r\n\r\n100\r\n[{"id"`],
  ['a chunk without a length', (key) => `${head(key)}transfer-encoding: chunked\r\n\r\nxyz\r\n[]\r\n`],
  ['two lengths', (key) => `${head(key)}content-length: 2\r\ncontent-length: 4\r\n\r\n[]  `],
  [
    'a length and chunks',
    (key) => `${head(key)}content-length: 2\r\ntransfer-encoding: chunked\r\n\r\n2\r\n[]\r\n0\r\n\r\n`,
  ],
  ['a negative length', (key) => `${head(key)}content-length: -1\r\n\r\n[]`],
  ['a length beyond all numbers', (key) => `${head(key)}content-length: ${'9'.repeat(30)}\r\n\r\n[]`],
  ['headers without end', (key) => `${head(key)}x: ${'x'.repeat(100_000)}`],
  ['bytes that are no HTTP', () => '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03'],
  ['nothing', () => ''],
])('survives %s', async (_, text) => {
  const socket = connect(Number(new URL(breakeven.url).port), '127.0.0.1');
  const chunks: Buffer[] = [];
  socket.on('data', (chunk) => chunks.push(chunk)).on('error', () => undefined);
  socket.write(text(breakeven.ingestKey), 'latin1');
  setTimeout(() => socket.end(), 200);
  await new Promise((resolve) => socket.on('close', resolve));
  expect(Buffer.concat(chunks).toString()).not.toMatch(/^HTTP\/1\.1 5/);
});

const head = (key: string) =>
  `POST /v1/events HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${key}\r\ncontent-type: application/json\r\n`;

it('lives on: it takes and counts events, knows no raw user id, and has not grown beyond its bound', async () => {
  expect((await api.request('GET', '/readyz')).status).toBe(200);
  const event = {
    ...{ specversion: '1.0', id: 'last', source: 'fuzz', type: 'clip.viewed', subject: 'g-last' },
    ...{ time: '2026-10-01T10:00:00Z', data: { views: 7 } },
  };
  const answer = await api.sendEvents([event], '?refresh=wait_for');
  expect(answer.body).toMatchObject({ accepted: 1, rejected: 0 });
  const status = (await api.request('GET', '/v1/ingest/status')).body;
  expect(status).toMatchObject({ accepted: accepted + 1, spool_events: 0 });
  let cursor: string | null = null;
  do {
    const search: string = `?limit=1000${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`;
    const page = await api.request('GET', `/v1/rejected-events${search}`);
    expect(page.status, page.text.slice(0, 1000)).toBe(200);
    expect(page.text).not.toContain(personMark);
    cursor = page.body.next_cursor;
  } while (cursor);
  expect(breakeven.output()).not.toContain(personMark);
  expect(await memoryPeak(breakeven.pid)).toBeLessThan(memoryBelow);
}, 60_000);

/** The most bytes of memory that a process ever held. */
async function memoryPeak(pid: number): Promise<number> {
  const [, kilobytes] = /^VmHWM:\s+(\d+) kB/m.exec(await readFile(`/proc/${pid}/status`, 'utf8'))!;
  return Number(kilobytes) * 1024;
}
