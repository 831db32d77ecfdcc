import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, constants, deflateSync, gzipSync } from 'node:zlib';
import pino, { type Logger } from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { EventRow } from '../contract/event-row.ts';
import { pseudonym } from '../contract/pseudonym.ts';
import type { RejectedEvent } from '../contract/rejected-event.ts';
import { decodeEvents } from '../spool/native/event-block.ts';
import { openSpool } from '../spool/open-spool.ts';
import { readFrames } from '../spool/read-frames.ts';
import type { Spool } from '../spool/spool.ts';
import { SpoolUnavailable } from '../spool/spool-unavailable.ts';
import type { CollectAnswer, CollectCounts } from './collect-answer.ts';
import type { CollectRequest } from './collect-request.ts';
import { Collector } from './collector.ts';

const KEY = Buffer.from('a secret of the tests');
const NOW = Date.UTC(2026, 9, 1, 12);
const JSON_TYPE = 'application/json';
const BATCH = 'application/cloudevents-batch+json';
const ONE = 'application/cloudevents+json';
const LINES = 'application/x-ndjson';

let directory: string;
let spool: Spool;
let collector: Collector;
let logs: string;
let logger: Logger;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'breakeven-collector-'));
  logs = '';
  logger = pino({ level: 'trace' }, { write: (line: string) => (logs += line) });
  spool = await openSpool({ directory, logger });
  collector = new Collector({ spool, pseudonymKey: KEY, maxEventAgeDays: 90, now: () => NOW });
});

afterEach(async () => {
  await spool.close();
  await rm(directory, { recursive: true });
});

let count = 0;
function event(over: object = {}): Record<string, unknown> {
  count += 1;
  const base = {
    specversion: '1.0',
    id: `e${count}`,
    source: '/app',
    type: 'clip.viewed',
    time: '2026-10-01T11:50:00Z',
  };
  return { ...base, subject: 'g1', data: { views: 2 }, ...over };
}

const lines = (...events: unknown[]) =>
  events.map((one) => (typeof one === 'string' ? one : JSON.stringify(one))).join('\n');

function post(
  body: string | Uint8Array,
  contentType: string | undefined = JSON_TYPE,
  rest: Partial<CollectRequest> = {},
): Promise<CollectAnswer> {
  return collector.collect({
    body: Buffer.from(body),
    contentType,
    contentEncoding: undefined,
    backfill: false,
    ...rest,
  });
}

/** Everything that the spool kept. */
async function kept(): Promise<{ events: EventRow[]; rejected: RejectedEvent[] }> {
  const all: { events: EventRow[]; rejected: RejectedEvent[] } = { events: [], rejected: [] };
  while (spool.stats().segments > 0) {
    const segment = (await spool.takeSegment())!;
    for await (const { block, rejected } of readFrames(segment, { logger, onSetAside: () => {} })) {
      if (block.length > 0) all.events.push(...decodeEvents(block));
      all.rejected.push(...rejected);
    }
    await spool.forget(segment.sequence);
  }
  return all;
}

const ACCEPTED = { accepted: 1, duplicates: 0, rejected: 0, errors: [] };

test.each([
  [ONE, () => JSON.stringify(event()), 1],
  [JSON_TYPE, () => JSON.stringify(event()), 1],
  [JSON_TYPE, () => JSON.stringify([event(), event()], null, 2), 2],
  [BATCH, () => JSON.stringify([event(), event()]), 2],
  [LINES, () => lines(event(), '', event(), '  \r', event()), 3],
  [LINES, () => `\ufeff${lines(event())}\r\n`, 1],
  ['application/ndjson', () => lines(event()), 1],
  ['Application/CloudEvents+JSON; charset=utf-8', () => JSON.stringify(event()), 1],
  [`${LINES};charset=UTF-8`, () => lines(event()), 1],
] as const)('%s is taken and kept', async (contentType, body, accepted) => {
  const answer = await post(body(), contentType);
  expect(answer).toEqual({ status: 200, body: { ...ACCEPTED, accepted }, position: spool.stats().last });
  expect((await kept()).events).toHaveLength(accepted);
});

test.each([
  [BATCH, '[]'],
  [JSON_TYPE, ' [ ] '],
  [LINES, ''],
  [LINES, '\n\n'],
])('an empty batch (%s %j) is fine and keeps nothing', async (contentType, body) => {
  expect(await post(body, contentType)).toEqual({
    status: 200,
    body: { accepted: 0, duplicates: 0, rejected: 0, errors: [] },
  });
  expect(spool.stats().segments).toBe(0);
});

test.each([
  ['gzip', gzipSync],
  ['GZIP', gzipSync],
  ['br', brotliCompressSync],
  ['identity', (text: string) => Buffer.from(text)],
] as const)('content encoding %s is understood', async (contentEncoding, compress) => {
  expect(await post(compress(lines(event())), LINES, { contentEncoding })).toMatchObject({
    status: 200,
    body: ACCEPTED,
  });
});

test.each([
  [415, 'unsupported_media_type', 'text/plain', undefined, '{}'],
  [415, 'unsupported_media_type', undefined, undefined, '{}'],
  [415, 'unsupported_media_type', 'application/cloudevents', undefined, '{}'],
  [415, 'unsupported_encoding', JSON_TYPE, 'deflate', deflateSync('[]')],
  [400, 'invalid_encoding', JSON_TYPE, 'gzip', '[]'],
  [400, 'invalid_encoding', JSON_TYPE, 'gzip', gzipSync('[]').subarray(0, 12)],
  [400, 'invalid_encoding', JSON_TYPE, 'br', 'not brotli'],
  [400, 'invalid_json', JSON_TYPE, undefined, ''],
  [400, 'invalid_json', JSON_TYPE, undefined, '{"a":'],
  [400, 'invalid_json', JSON_TYPE, undefined, '[{"a":1},]'],
  [400, 'invalid_json', JSON_TYPE, undefined, '[{"a":1}'],
  [400, 'invalid_json', JSON_TYPE, undefined, '[{"a":1}] x'],
  [400, 'invalid_json', JSON_TYPE, undefined, Buffer.from([0x22, 0xff, 0x22])],
  [400, 'invalid_json', BATCH, undefined, '{}'],
  [400, 'invalid_json', ONE, undefined, '[{}]'],
] as const)(
  '%i %s: content type %s, encoding %s',
  async (status, code, contentType, contentEncoding, body) => {
    const request = { body: Buffer.from(body), contentType, contentEncoding, backfill: false };
    expect(await collector.collect(request)).toEqual({
      status,
      body: { code, title: expect.any(String), detail: expect.any(String) },
    });
    expect(spool.stats().segments).toBe(0);
  },
);

test('a broken array stores nothing, not even the events before the break', async () => {
  expect(await post(`[${JSON.stringify(event())}, {"a":}]`, BATCH)).toMatchObject({
    status: 400,
    body: { code: 'invalid_json' },
  });
  expect(spool.stats().segments).toBe(0);
});

test('a bomb is given up at 16 MiB', async () => {
  const bomb = Buffer.alloc(64 * 1024 * 1024, ' ');
  const fast = { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } };
  for (const [contentEncoding, body] of [
    ['gzip', gzipSync(bomb, { level: 1 })],
    ['br', brotliCompressSync(bomb, fast)],
  ] as const) {
    expect(body.length).toBeLessThan(1024 * 1024);
    expect(await post(body, LINES, { contentEncoding })).toMatchObject({
      status: 413,
      body: { code: 'too_large' },
    });
  }
  expect(await post(Buffer.alloc(16 * 1024 * 1024 + 1, ' '), LINES)).toMatchObject({ status: 413 });
  expect(await post(Buffer.alloc(16 * 1024 * 1024, ' '), LINES)).toMatchObject({ status: 200 });
});

test('10,000 events are taken, 10,001 are not', async () => {
  const many = Array.from({ length: 10_001 }, () => JSON.stringify(event()));
  expect(await post(`[${many}]`, BATCH)).toMatchObject({ status: 413, body: { code: 'too_large' } });
  expect(await post(many.join('\n'), LINES)).toMatchObject({ status: 413, body: { code: 'too_large' } });
  expect(spool.stats().segments).toBe(0);
  expect(await post(`[${many.slice(1)}]`, BATCH)).toMatchObject({ status: 200, body: { accepted: 10_000 } });
});

test('an event of 64 KiB is taken, a larger one is refused alone', async () => {
  const sized = (bytes: number) => {
    const small = event({ padding: '' });
    return JSON.stringify({ ...small, padding: 'x'.repeat(bytes - JSON.stringify(small).length) });
  };
  for (const [body, contentType] of [
    [lines(sized(65_536), sized(65_537)), LINES],
    [`[ ${sized(65_536)} , ${sized(65_537)} ]`, BATCH],
  ] as const) {
    const answer = await post(body, contentType);
    expect(answer).toMatchObject({
      status: 207,
      body: { accepted: 1, rejected: 1, errors: [{ index: 1, code: 'too_large', path: '' }] },
    });
  }
  expect(await post(sized(65_537), ONE)).toMatchObject({ status: 422, body: { accepted: 0, rejected: 1 } });
  const { rejected } = await kept();
  expect(rejected.map(({ code, payload }) => [code, payload.length])).toEqual(
    Array(3).fill(['too_large', 65_536]),
  );
});

test('wrong events are refused each with all reasons, the others are kept', async () => {
  const wrong = event({ subject: undefined, data: { views: 0 } });
  const answer = await post(
    lines(event(), '{"id":', wrong, event({ type: 'clip.liked' }), event({ time: '2020-01-01T00:00:00Z' })),
    LINES,
  );
  expect(answer).toMatchObject({
    status: 207,
    body: {
      accepted: 1,
      duplicates: 0,
      rejected: 4,
      errors: [
        { index: 1, id: null, code: 'invalid_json', path: '' },
        { index: 2, id: wrong.id, code: 'missing_field', path: 'subject' },
        { index: 2, id: wrong.id, code: 'invalid_value', path: 'data.views' },
        { index: 3, code: 'unknown_type', path: 'type' },
        { index: 4, code: 'too_old', path: 'time' },
      ],
    },
  });
  expect((answer.body as CollectCounts).errors[1]).toEqual({
    index: 2,
    id: wrong.id,
    code: 'missing_field',
    path: 'subject',
    message: expect.stringMatching(/^subject is missing; it must be the generation id/),
  });
  const { events, rejected } = await kept();
  expect(events).toHaveLength(1);
  expect(rejected[1]).toMatchObject({
    received_at: '2026-10-01 12:00:00.000',
    code: 'missing_field',
    path: 'subject',
    source: '/app',
    id: wrong.id,
    type: 'clip.viewed',
    generation_id: '',
    payload: JSON.stringify(wrong),
  });
  expect(JSON.parse(rejected[1]!.errors)).toHaveLength(2);
  expect(rejected[1]!.rejected_event_id).toMatch(
    /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
  );
  expect(rejected[0]).toMatchObject({ code: 'invalid_json', payload: '{"id":', id: '' });
});

test('422 when all events are wrong', async () => {
  expect(await post(JSON.stringify([{}, 5, null]), BATCH)).toMatchObject({
    status: 422,
    body: { accepted: 0, duplicates: 0, rejected: 3 },
  });
  expect((await kept()).rejected).toHaveLength(3);
});

test('the answer names the first 100 errors and says that there are more', async () => {
  const wrong = Array.from({ length: 101 }, () => event({ data: { views: 0 } }));
  const some = await post(JSON.stringify(wrong.slice(1)));
  expect((some.body as CollectCounts).errors).toHaveLength(100);
  expect(some.body).not.toHaveProperty('errors_truncated');
  const more = await post(JSON.stringify([...wrong, event()]));
  expect(more).toMatchObject({ status: 207, body: { rejected: 101, accepted: 1, errors_truncated: true } });
  expect((more.body as CollectCounts).errors).toHaveLength(100);
  expect((await kept()).rejected).toHaveLength(201);
});

test('unknown fields are taken with a warning', async () => {
  const sent = event({ data: { views: 1, colour: 'red' } });
  expect(await post(JSON.stringify([event(), sent]))).toMatchObject({
    status: 200,
    body: {
      accepted: 2,
      rejected: 0,
      errors: [],
      warnings: [{ index: 1, id: sent.id, code: 'unknown_field', path: 'data.colour' }],
    },
  });
});

test('an event that is sent again is a duplicate and is kept once', async () => {
  const first = event();
  expect(await post(lines(first, event(), first), LINES)).toMatchObject({
    status: 200,
    body: { accepted: 2, duplicates: 1 },
  });
  const again = await post(JSON.stringify({ ...first, data: { views: 2.0, delivered_bytes: null } }));
  expect(again).toEqual({
    status: 200,
    body: { accepted: 0, duplicates: 1, rejected: 0, errors: [] },
    position: spool.stats().last,
  });
  expect((await kept()).events).toHaveLength(2);
});

test('the same identity with other content is a conflict: the first counts, the other is kept to look at', async () => {
  const first = event();
  const other = { ...first, data: { views: 3 } };
  expect(await post(lines(first, other), LINES)).toMatchObject({
    status: 207,
    body: { accepted: 1, rejected: 1, errors: [{ index: 1, id: first.id, code: 'id_conflict', path: 'id' }] },
  });
  expect(await post(JSON.stringify(other))).toMatchObject({
    status: 422,
    body: { errors: [{ code: 'id_conflict' }] },
  });
  expect(await post(JSON.stringify({ ...first, source: '/other', data: { views: 3 } }))).toMatchObject({
    status: 200,
    body: ACCEPTED,
  });
  const { events, rejected } = await kept();
  expect(events.map(({ views }) => views)).toEqual([2, 3]);
  expect(rejected.map(({ code, payload }) => [code, payload])).toEqual(
    Array(2).fill(['id_conflict', JSON.stringify(other)]),
  );
});

test('an event that could not be kept is not known when it is sent again', async () => {
  const first = event();
  const append = spool.append;
  spool.append = () => Promise.reject(new SpoolUnavailable('spool_full', 'The spool is full.'));
  const refused = await post(JSON.stringify([first, {}]));
  expect(refused).toMatchObject({
    status: 503,
    body: { code: 'spool_full', detail: expect.stringContaining('send all of it again') },
    retryAfterSeconds: 5,
  });
  spool.append = append;
  expect(await post(JSON.stringify(first))).toMatchObject({ status: 200, body: ACCEPTED });
  expect(await kept()).toMatchObject({ events: [{ id: first.id }], rejected: [] });
});

test('an import may bring old events', async () => {
  const old = JSON.stringify(event({ time: '2018-01-01T00:00:00Z' }));
  expect(await post(old)).toMatchObject({ status: 422, body: { errors: [{ code: 'too_old' }] } });
  expect(await post(old, JSON_TYPE, { backfill: true })).toMatchObject({ status: 200 });
  expect(await kept()).toMatchObject({ events: [{ imported: 1 }] });
});

test('a raw user id reaches neither a file nor a log nor an answer', async () => {
  const secret = 'secret.person+77@example.com';
  const requested = { type: 'generation.requested', data: { user_id: secret } };
  const answers = [
    await post(lines(event(requested), event({ data: { user_id: secret } })), LINES),
    await post(
      lines(
        event({ ...requested, subject: '' }),
        event({ data: { views: 0, user_id: [secret] } }),
        event({ data: JSON.stringify({ user_id: secret }) }),
        event({ type: 'clip.liked', data: { deep: [{ user_id: { mail: secret } }] } }),
        `${JSON.stringify(event(requested)).slice(0, -1)},}`,
        JSON.stringify(event({ ...requested, padding: 'x'.repeat(70_000) })),
        '{"type": "generation.requested", "data": {"user_id":',
        `"${secret}"`,
      ),
      LINES,
    ),
  ];
  expect(answers).toMatchObject([{ status: 200 }, { status: 422, body: { rejected: 8 } }]);
  const written = readdirSync(directory)
    .map((name) => readFileSync(join(directory, name), 'latin1'))
    .join();
  expect(written).toContain(pseudonym(secret, KEY));
  for (const text of [written, logs, JSON.stringify(answers)]) expect(text).not.toContain('secret.person');
});

test('a rejected event that was kept can be mended and sent again, and its user stays the same', async () => {
  const wrong = event({ type: 'generation.requested', data: { user_id: 'u-1', country: 'de' } });
  await post(JSON.stringify(wrong));
  const { payload } = (await kept()).rejected[0]!;
  expect(await post(payload.replace('"de"', '"DE"'), JSON_TYPE, { resent: true })).toMatchObject({
    status: 200,
    body: ACCEPTED,
  });
  expect((await kept()).events[0]).toMatchObject({
    event_country: 'DE',
    event_user_key: pseudonym('u-1', KEY),
  });
});

test('bytes that are not UTF-8 spoil only their own line', async () => {
  const good = JSON.stringify(event({ subject: 'grün' }));
  const bad = Buffer.from(JSON.stringify(event({ subject: 'gr\u00fcn' })), 'latin1');
  const body = Buffer.concat([Buffer.from(`${good}\n`), bad]);
  expect(await post(body, LINES)).toMatchObject({
    status: 207,
    body: { accepted: 1, errors: [{ index: 1, code: 'invalid_json' }] },
  });
});
