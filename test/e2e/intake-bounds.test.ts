import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Api, apiOf, type Json } from '../support/api.ts';
import { type Breakeven, startBreakeven } from '../support/start-breakeven.ts';

// What a request meets before anything of it is stored, in this order: key, type, size, encoding, rate, room.

const MIB = 2 ** 20;
const RATE = 50;

let breakeven: Breakeven;
let api: Api;
let sequence = 0;
const sockets: Socket[] = [];

beforeAll(async () => {
  breakeven = await startBreakeven({
    env: { INGEST_EVENTS_PER_SECOND: String(RATE), MAX_CONNECTIONS: '40', TRUST_PROXY: 'loopback' },
  });
  api = apiOf(breakeven);
});
afterAll(() => breakeven?.remove());
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.destroy();
});

const event = () => ({
  ...{ specversion: '1.0', id: `bounds-${sequence++}`, source: '/test', type: 'generation.completed' },
  ...{ time: new Date().toISOString(), subject: 'bounds' },
  data: { status: 'succeeded', gpu_seconds: 1, gpu_model: 'H100' },
});
const events = (count: number) => Array.from({ length: count }, event);

/** A client that sends these lines, and then these bytes; what it got until it has a whole answer or the server hung up. */
async function raw(
  lines: string[],
  body: string | Buffer = '',
): Promise<{ socket: Socket; answer: () => Promise<{ status: number; head: string; body: Json }> }> {
  const socket = connect(Number(new URL(breakeven.url).port), '127.0.0.1');
  sockets.push(socket);
  let got = '';
  socket
    .on('error', () => undefined)
    .on('data', (chunk) => {
      got += chunk;
    });
  socket.write(`${['POST /v1/events HTTP/1.1', 'host: x', ...lines].join('\r\n')}\r\n\r\n`);
  if (body.length > 0) socket.write(body);
  return {
    socket,
    async answer() {
      await expect
        .poll(() => got.replace(/^HTTP\/1.1 100 Continue\r\n\r\n/, ''), { timeout: 30_000, interval: 20 })
        .toMatch(/\r\n\r\n.*\}$/s);
      const [head = '', text = ''] = got.replace(/^HTTP\/1.1 100 Continue\r\n\r\n/, '').split('\r\n\r\n');
      got = '';
      return { status: Number(head.split(' ')[1]), head: head.toLowerCase(), body: JSON.parse(text) };
    },
  };
}

const withKey = (key = breakeven.ingestKey) => `authorization: Bearer ${key}`;
const json = 'content-type: application/json';

describe('the order of the questions', () => {
  const wrong = { 'content-type': 'text/csv', 'content-encoding': 'zstd' };
  test.each([
    ['no key', null, wrong, 401, 'unauthenticated'],
    ['an unknown key', 'nonsense', wrong, 401, 'unauthenticated'],
    ['a key that may only read', 'read', wrong, 403, 'forbidden'],
    ['then another type', 'ingest', wrong, 415, 'unsupported_media_type'],
    [
      'then another encoding',
      'ingest',
      { ...wrong, 'content-type': 'application/json' },
      415,
      'unsupported_encoding',
    ],
  ])('%s', async (_, who, headers, status, code) => {
    const body =
      who === 'read'
        ? (await api.request('POST', '/v1/keys', { json: { name: 'r', scopes: ['read'] } })).body
        : undefined;
    const key = who === 'ingest' ? breakeven.ingestKey : (body?.key ?? who);
    const answer = await api.request('POST', '/v1/events', { key, headers, body: 'x' });
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(answer.body).toMatchObject({ status, code });
    expect(answer.status).toBe(status);
  });

  test('a body that is announced as too large is refused before it is sent, also when it is compressed', async () => {
    for (const encoding of ['identity', 'gzip']) {
      const { answer } = await raw([
        withKey(),
        json,
        `content-encoding: ${encoding}`,
        `content-length: ${16 * MIB + 1}`,
      ]);
      expect(await answer()).toMatchObject({ status: 413, body: { code: 'too_large' } });
    }
  });

  test('whoever asks for leave to send a body gets it only with a key', async () => {
    const body = JSON.stringify(event());
    const asking = [json, `content-length: ${body.length}`, 'expect: 100-continue'];
    const stranger = await raw([withKey('nonsense'), ...asking]);
    expect(await stranger.answer()).toMatchObject({ status: 401 });
    const { socket, answer } = await raw([withKey(), ...asking]);
    expect(String((await once(socket, 'data'))[0])).toContain('100 Continue');
    socket.write(body);
    expect(await answer()).toMatchObject({ status: 200, body: { accepted: 1 } });
  });

  test('a signed-in person may send events as well', async () => {
    const link = /sign-in\?token=([\w-]+)/.exec(breakeven.output())![1];
    const signIn = await api.request('POST', '/v1/auth/sign-in-link', { json: { token: link }, key: null });
    const cookie = signIn.headers.get('set-cookie')!.split(';')[0]!;
    const headers = { cookie, 'sec-fetch-site': 'same-origin' };
    const answer = await api.request('POST', '/v1/events', { key: null, headers, json: events(3) });
    expect(answer).toMatchObject({ status: 200, body: { accepted: 3 } });
    const foreign = { ...headers, 'sec-fetch-site': 'cross-site' };
    expect(
      (await api.request('POST', '/v1/events', { key: null, headers: foreign, json: events(1) })).status,
    ).toBe(403);
    const csv = { ...headers, 'content-type': 'text/csv' };
    const refused = await api.request('POST', '/v1/events', { key: null, headers: csv, body: 'a' });
    expect(refused).toMatchObject({ status: 415, body: { code: 'unsupported_media_type' } });
  });
});

describe('the rate of a key', () => {
  async function newKey(): Promise<string> {
    const { body } = await api.request('POST', '/v1/keys', { json: { name: 'rate', scopes: ['ingest'] } });
    return body.key;
  }
  const send = (key: string, json: unknown) => api.request('POST', '/v1/events', { key, json });

  test('takes a burst, then refuses until the time that it tells, and stores nothing of what it refuses', async () => {
    const key = await newKey();
    expect((await send(key, events(RATE * 10 + 20))).status).toBe(200);
    const late = events(7);
    const refused = await send(key, late);
    expect(refused).toMatchObject({ status: 429, body: { code: 'rate_limited' } });
    expect(refused.headers.get('retry-after')).toBe('1');
    expect((await send(await newKey(), events(1))).status).toBe(200);
    await sleep(1000);
    expect((await send(key, late)).body).toMatchObject({ accepted: 7, duplicates: 0 });
  });

  test.each([
    ['what is no JSON', '[{"specversion":', 400],
    ['what is one event and too large', '{"specversion":"1.0","id":"1","x":"', 422],
  ])('counts the bytes of %s', async (_, begin, status) => {
    const key = await newKey();
    const headers = { 'content-type': 'application/json' };
    const body = begin + 'x'.repeat(600 * 1024 - begin.length);
    expect(await api.request('POST', '/v1/events', { key, headers, body })).toMatchObject({ status });
    expect((await send(key, events(1))).headers.get('retry-after')).toMatch(/^[23]$/); // 600 of 500 are gone, at 50 a second
  });
});

describe('a client that is slow', () => {
  test('is answered 408 when its body stops, and others are not', async () => {
    const { answer } = await raw([withKey(), json, 'content-length: 1000'], '{"specversion":');
    const slow = JSON.stringify(event());
    const other = await raw([withKey(), json, `content-length: ${slow.length}`]);
    for (const character of slow.match(/.{1,20}/g)!) {
      other.socket.write(character);
      await sleep(1500);
    }
    expect(await answer()).toMatchObject({ status: 408, body: { code: 'request_timeout' } });
    expect(await other.answer()).toMatchObject({ status: 200, body: { accepted: 1 } });
  });

  test('is told of a refusal while it is still sending, chunk by chunk', async () => {
    const lines = [withKey(), json, 'transfer-encoding: chunked'];
    const { socket, answer } = await raw(lines);
    const piece = `100000\r\n${'x'.repeat(MIB)}\r\n`;
    for (let n = 0; n < 17; n += 1) socket.write(piece);
    expect(await answer()).toMatchObject({ status: 413, body: { code: 'too_large' } });
  });

  test('may go away half-way', async () => {
    const { socket } = await raw([withKey(), json, 'content-length: 1000'], '{"specversion":');
    await sleep(50);
    socket.destroy();
    await sleep(50);
    expect((await api.request('GET', '/readyz')).status).toBe(200);
  });
});

test('bodies on their way have a bound: the one too many is refused before it is read, and there is room again', async () => {
  const key = (await api.request('POST', '/v1/keys', { json: { name: 'room', scopes: ['ingest'] } })).body
    .key;
  // Each key may promise what its rate allows only while it is welcome: one promise a key.
  const keys = await Promise.all(
    Array.from({ length: 16 }, async () => {
      const { body } = await api.request('POST', '/v1/keys', { json: { name: 'room', scopes: ['ingest'] } });
      return body.key as string;
    }),
  );
  for (const one of keys) await raw([withKey(one), json, `content-length: ${16 * MIB}`], '[');
  const inFlight = async () =>
    Number(
      /^breakeven_ingest_in_flight_bytes (\d+)$/m.exec((await api.request('GET', '/metrics')).text)?.[1],
    );
  await expect.poll(inFlight).toBe(256 * MIB);
  const refused = await api.request('POST', '/v1/events', { key, json: events(1) });
  expect(refused).toMatchObject({ status: 503, body: { code: 'too_busy' } });
  expect(refused.headers.get('retry-after')).toBe('1');
  const compressed = gzipSync(JSON.stringify(events(2)));
  const headers = { 'content-type': 'application/json', 'content-encoding': 'gzip' };
  for (const socket of sockets.splice(0)) socket.destroy();
  await expect.poll(inFlight).toBe(0);
  const taken = await api.request('POST', '/v1/events', { key, headers, body: compressed });
  expect(taken).toMatchObject({ status: 200, body: { accepted: 2 } });
});

test('what was refused is counted among the metrics, by the code of its answer', async () => {
  const metrics = (await api.request('GET', '/metrics')).text;
  for (const code of [
    'unauthenticated',
    'forbidden',
    'rate_limited',
    'request_timeout',
    'too_busy',
    'too_large',
  ]) {
    expect(metrics).toMatch(new RegExp(`breakeven_requests_refused_total\\{code="${code}"\\} [1-9]`));
  }
  expect(metrics).toMatch(/breakeven_ingest_events_accepted_total [1-9]/);
  expect(metrics).toMatch(/breakeven_ingest_events_rejected_total\{code="too_large"\} 1\n/);
  for (const name of [
    'breakeven_ingest_spool_bytes',
    'nodejs_eventloop_lag_p99_seconds',
    'process_resident_memory_bytes',
  ]) {
    expect(metrics).toMatch(new RegExp(`^${name} [0-9.e-]+$`, 'm'));
  }
});

test('the address of a client behind a proxy is its own: one that tries passwords does not lock out another', async () => {
  const attempt = (address: string) =>
    api.request('POST', '/v1/auth/sign-in', {
      ...{ key: null, json: { email: 'a@example.com', password: 'wrong password' } },
      headers: { 'x-forwarded-for': address },
    });
  let last = 0;
  for (let n = 0; n < 11; n += 1) last = (await attempt('203.0.113.7')).status;
  expect(last).toBe(429);
  expect((await attempt('203.0.113.8')).status).toBe(401);
});

test('connections above MAX_CONNECTIONS are told so, and stopping waits for none that hangs', async () => {
  for (let n = 0; n < 40; n += 1) await raw([withKey(), json, 'content-length: 10'], '[');
  await sleep(100);
  const { answer } = await raw([withKey(), json, 'content-length: 2'], '[]');
  expect(await answer()).toMatchObject({ status: 503, body: { code: 'too_many_connections' } });
  const since = Date.now();
  expect(await breakeven.stop()).toBe(0);
  expect(Date.now() - since).toBeLessThan(8000);
});
