import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Api, apiOf, type HttpAnswer, type RequestOptions } from '../support/api.ts';
import { type Breakeven, startBreakeven } from '../support/start-breakeven.ts';

// Contract section 2: every answer of POST /v1/events and every code.

let breakeven: Breakeven;
let api: Api;
let sequence = 0;

const day = 86_400_000;
const ago = (milliseconds: number) => new Date(Date.now() - milliseconds).toISOString();
const json = 'application/json';
const quickly = { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } };

/** A right event of its own; `changes` may make it wrong. */
function attempt(changes: Record<string, unknown> = {}, data: Record<string, unknown> = {}) {
  sequence += 1;
  const right: Record<string, unknown> = { status: 'succeeded', gpu_seconds: 1, gpu_model: 'H100' };
  return {
    ...{ specversion: '1.0', id: `e${sequence}`, source: 'contract', type: 'generation.completed' },
    ...{ time: ago(day), subject: `g${sequence}` },
    ...changes,
    data: { ...right, ...data },
  };
}

function post(body: string | Buffer, contentType: string | null, options: RequestOptions = {}, search = '') {
  const { headers = {}, ...others } = options;
  return api.request('POST', `/v1/events${search}`, {
    ...{ body, key: breakeven.ingestKey, ...others },
    headers: { ...(contentType === null ? {} : { 'content-type': contentType }), ...headers },
  });
}

function expectProblem(answer: HttpAnswer, status: number, code: unknown = expect.any(String)) {
  expect(answer.status, answer.text).toBe(status);
  expect(answer.headers.get('content-type')).toContain('application/problem+json');
  expect(answer.body).toMatchObject({ status, code, title: expect.any(String), detail: expect.any(String) });
}

async function attempts(): Promise<number> {
  const time_range = { start: '2000-01-01', end: '2100-01-01' };
  return Number((await api.query({ metrics: ['attempts'], time_range })).totals.attempts);
}

beforeAll(async () => {
  breakeven = await startBreakeven({ env: { MAX_EVENT_AGE_DAYS: undefined } });
  api = apiOf(breakeven);
});
afterAll(() => breakeven?.remove());

describe('what is taken', () => {
  it.each<[string, string, (events: object[]) => string]>([
    ['one event', 'application/cloudevents+json', ([event]) => JSON.stringify(event)],
    ['one event', json, ([event]) => JSON.stringify(event)],
    ['an array', 'application/cloudevents-batch+json', (events) => JSON.stringify(events)],
    ['an array', json, (events) => JSON.stringify(events)],
    ['an array', 'Application/JSON; charset=utf-8', (events) => JSON.stringify(events, null, 2)],
    [
      'one a line',
      'application/x-ndjson',
      (events) => events.map((event) => JSON.stringify(event)).join('\n'),
    ],
    [
      'lines that end in CR LF with an empty one',
      'application/x-ndjson',
      (events) => `${events.map((event) => JSON.stringify(event)).join('\r\n\r\n')}\r\n`,
    ],
  ])('%s as %s', async (form, type, text) => {
    const events = form === 'one event' ? [attempt()] : [attempt(), attempt()];
    for (const [encoding, compress] of [
      [undefined, (plain: string) => plain],
      ['gzip', gzipSync],
      ['br', brotliCompressSync],
    ] as const) {
      const fresh = events.map((event) => ({ ...event, id: `${event.id}-${encoding}` }));
      const headers: Record<string, string> = encoding ? { 'content-encoding': encoding } : {};
      const answer = await post(compress(text(fresh)), type, { headers });
      expect(answer.status, answer.text).toBe(200);
      expect(answer.body).toEqual({ accepted: events.length, duplicates: 0, rejected: 0, errors: [] });
    }
  });

  it('an empty array, which is valid and holds nothing', async () => {
    const answer = await post('[]', 'application/cloudevents-batch+json');
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({ accepted: 0, duplicates: 0, rejected: 0, errors: [] });
  });

  it('10,000 events in one request', async () => {
    const events = Array.from({ length: 10_000 }, () => attempt());
    const answer = await post(gzipSync(JSON.stringify(events)), json, {
      headers: { 'content-encoding': 'gzip' },
    });
    expect(answer.body).toEqual({ accepted: 10_000, duplicates: 0, rejected: 0, errors: [] });
  });

  it('an event with an unknown field, about which it warns', async () => {
    const answer = await api.sendEvents([attempt({}, { gpu_secs: 1 })]);
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ accepted: 1, rejected: 0, errors: [] });
    expect(answer.text).toContain('unknown_field');
    expect(answer.text).toContain('data.gpu_secs');
  });

  it('every type with nothing but its required fields', async () => {
    const types: Record<string, object> = {
      'generation.requested': { user_id: 'u' },
      'generation.completed': { status: 'failed', gpu_seconds: 0, gpu_model: 'H100' },
      'moderation.decided': { stage: 'photo', verdict: 'review' },
      'moderation.appealed': { stage: 'photo', outcome: 'upheld' },
      'clip.labelled': { ai_label: false, c2pa: 'missing' },
      'clip.rated': { rating: 5 },
      'clip.shared': { channel: 'download' },
      'clip.viewed': {},
      'ad.impression': { revenue_micros: 0, currency: 'USD' },
      'ad.revenue_adjusted': { revenue_micros: -5, currency: 'EUR' },
      'capacity.reported': { gpu_model: 'H100', gpus: 0, interval_seconds: 0.5 },
    };
    const events = Object.entries(types).map(([type, data]) => ({ ...attempt({ type }), data }));
    const withoutSubject = ['ad.impression', 'ad.revenue_adjusted', 'capacity.reported'];
    const sent = events.map(({ subject, ...event }) =>
      withoutSubject.includes(event.type) ? event : { ...event, subject },
    );
    const answer = await api.sendEvents(sent);
    expect(answer.body).toEqual({ accepted: 11, duplicates: 0, rejected: 0, errors: [] });
  });
});

describe('what was sent before', () => {
  it('is a duplicate and changes no total', async () => {
    const events = [attempt(), attempt()];
    expect((await api.sendEvents(events, '?refresh=wait_for')).body).toMatchObject({ accepted: 2 });
    const before = await attempts();
    const answer = await api.sendEvents([...events, ...events, attempt()], '?refresh=wait_for');
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({ accepted: 1, duplicates: 4, rejected: 0, errors: [] });
    expect(await attempts()).toBe(before + 1);
  });

  it('is a conflict when it has another content: the first counts, the other is kept for a person', async () => {
    const first = attempt({}, { gpu_seconds: 10 });
    const other = { ...first, data: { ...first.data, gpu_seconds: 77 } };
    const answer = await api.sendEvents([first, other], '?refresh=wait_for');
    expect(answer.status).toBe(207);
    expect(answer.body).toMatchObject({ accepted: 1, duplicates: 0, rejected: 1 });
    expect(answer.body.errors).toEqual([
      { index: 1, id: first.id, code: 'id_conflict', path: expect.any(String), message: expect.any(String) },
    ]);
    const { rows } = await api.query({
      metrics: ['attempts', 'gpu_seconds'],
      time_range: { start: '2000-01-01', end: '2100-01-01' },
      dimensions: ['generation_id'],
      filters: [{ dimension: 'generation_id', operator: 'in', values: [first.subject] }],
      limit: 10,
    });
    expect(rows).toEqual([[first.subject, 1, 10]]);
    const { items } = (await api.request('GET', '/v1/rejected-events?limit=1000')).body;
    expect(items).toContainEqual(
      expect.objectContaining({ code: 'id_conflict', source: 'contract', event_id: first.id }),
    );
  });

  it('is a conflict too when only the store remembers the first one, after a restart', async () => {
    const first = attempt({}, { gpu_seconds: 10 });
    await api.sendEvents([first], '?refresh=wait_for');
    await breakeven.stop();
    breakeven = await breakeven.restart();
    const other = { ...first, type: 'clip.viewed', data: { views: 1000 }, time: ago(3 * day) };
    const before = await attempts();
    await api.sendEvents([other, first], '?refresh=wait_for');
    expect(await attempts()).toBe(before);
    const { items } = (await api.request('GET', '/v1/rejected-events?limit=1000')).body;
    expect(items).toContainEqual(expect.objectContaining({ code: 'id_conflict', event_id: first.id }));
  });

  it('is another event when another source sent it', async () => {
    const event = attempt();
    const answer = await api.sendEvents([event, { ...event, source: 'another' }]);
    expect(answer.body).toMatchObject({ accepted: 2, duplicates: 0 });
  });
});

describe('what is rejected', () => {
  it.each<[string, string, Record<string, unknown>]>([
    ['missing_field', 'id', { id: undefined }],
    ['missing_field', 'source', { source: null }],
    ['missing_field', 'type', { type: undefined }],
    ['missing_field', 'time', { time: undefined }],
    ['missing_field', 'subject', { subject: undefined }],
    ['invalid_value', 'specversion', { specversion: '0.3' }],
    ['invalid_value', 'time', { time: '2026-10-01 10:00' }],
    ['invalid_value', 'time', { time: 1760000000 }],
    ['invalid_value', 'subject', { subject: 'x'.repeat(129) }],
    ['unknown_type', 'type', { type: 'generation.finished' }],
    ['in_future', 'time', { time: ago(-11 * 60_000) }],
    ['too_old', 'time', { time: ago(91 * day) }],
  ])('%s at %s', async (code, path, changes) => {
    const event = attempt(changes);
    const answer = await api.sendEvents([event]);
    expect(answer.status).toBe(422);
    expect(answer.body).toEqual({
      ...{ accepted: 0, duplicates: 0, rejected: 1 },
      errors: [{ index: 0, id: event.id ?? null, code, path, message: expect.stringMatching(/\w+ \w+/) }],
    });
  });

  it('takes what is just young enough and just early enough', async () => {
    const answer = await api.sendEvents([
      attempt({ time: ago(-9 * 60_000) }),
      attempt({ time: ago(89 * day) }),
    ]);
    expect(answer.body).toMatchObject({ accepted: 2, rejected: 0 });
  });

  it('takes the rest of the request and names the wrong ones by their place', async () => {
    const answer = await api.sendEvents([attempt(), attempt({}, { gpu_seconds: -1 }), attempt()]);
    expect(answer.status).toBe(207);
    expect(answer.body).toMatchObject({
      ...{ accepted: 2, duplicates: 0, rejected: 1 },
      errors: [{ index: 1, id: expect.any(String), code: 'invalid_value', path: 'data.gpu_seconds' }],
    });
  });

  it('says everything that is wrong with an event at once', async () => {
    const answer = await api.sendEvents([attempt({ time: 'soon' }, { status: 'ok', gpu_model: undefined })]);
    const said = answer.body.errors.map(({ code, path }: Record<string, string>) => `${code} ${path}`);
    expect(said.sort()).toEqual([
      'invalid_value data.status',
      'invalid_value time',
      'missing_field data.gpu_model',
    ]);
    expect(answer.body.rejected).toBe(1);
  });

  it('lists the first 100 and says that there are more', async () => {
    const answer = await api.sendEvents(Array.from({ length: 130 }, () => attempt({ specversion: '2' })));
    expect(answer.status).toBe(422);
    expect(answer.body).toMatchObject({ accepted: 0, rejected: 130, errors_truncated: true });
    expect(answer.body.errors).toHaveLength(100);
    expect(answer.body.errors[99].index).toBe(99);
  });

  it('rejects a broken line and takes the others', async () => {
    const body = `${JSON.stringify(attempt())}\n{"specversion":\n${JSON.stringify(attempt())}`;
    const answer = await post(body, 'application/x-ndjson');
    expect(answer.status).toBe(207);
    expect(answer.body).toMatchObject({
      ...{ accepted: 2, rejected: 1 },
      errors: [{ index: 1, id: null, code: 'invalid_json' }],
    });
  });

  it('rejects an event above 64 KiB and takes one just below', async () => {
    const sized = (bytes: number) => {
      const event = attempt({}, { filler: '' });
      event.data = { ...event.data, filler: 'x'.repeat(bytes - JSON.stringify(event).length) };
      return event;
    };
    const answer = await api.sendEvents([sized(65_536), sized(65_537)]);
    expect(answer.body).toMatchObject({
      ...{ accepted: 1, rejected: 1 },
      errors: [{ index: 1, code: 'too_large' }],
    });
  });

  it('keeps each with its reason, to be seen, mended and resent once', async () => {
    const event = attempt({}, { status: 'okay' });
    await api.sendEvents([event], '?refresh=wait_for');
    await api.untilComplete();
    const find = async (search: string) =>
      (await api.request('GET', `/v1/rejected-events?limit=1000${search}`)).body.items.find(
        ({ event_id }: { event_id: string }) => event_id === event.id,
      );
    const kept = await find('&status=open');
    expect(kept).toMatchObject({
      ...{ code: 'invalid_value', path: 'data.status', source: 'contract', type: 'generation.completed' },
      ...{ generation_id: event.subject, status: 'open', message: expect.any(String) },
    });
    const path = `/v1/rejected-events/${kept.id}`;
    const unmended = await api.request('POST', `${path}/resend`, { json: {} });
    expect(unmended.body).toMatchObject({ accepted: 0, rejected: 1 });
    const mended = { ...event, data: { ...event.data, status: 'failed' } };
    const resent = await api.request('POST', `${path}/resend`, { json: { event: mended } });
    expect(resent.body).toMatchObject({ accepted: 1, rejected: 0 });
    await api.untilComplete();
    expect(await find('&status=open')).toBeUndefined();

    const other = attempt({}, { status: 'okay' });
    await api.sendEvents([other]);
    await api.untilComplete();
    const { items } = (await api.request('GET', '/v1/rejected-events?limit=1000&status=open')).body;
    const { id } = items.find(({ event_id }: { event_id: string }) => event_id === other.id);
    expect((await api.request('POST', `/v1/rejected-events/${id}/dismiss`)).status).toBe(204);
  });
});

describe('what is refused as a whole, with nothing stored', () => {
  it.each<[string, number, () => Promise<HttpAnswer>]>([
    ['no JSON', 400, () => post('{"specversion"', json)],
    ['an empty body', 400, () => post('', json)],
    ['an array where one event belongs', 400, () => post('[]', 'application/cloudevents+json')],
    ['one event where an array belongs', 400, () => post('{}', 'application/cloudevents-batch+json')],
    ['gzip that is none', 400, () => post('{}', json, { headers: { 'content-encoding': 'gzip' } })],
    [
      'gzip that is cut off',
      400,
      () => {
        const body = gzipSync(JSON.stringify([attempt()]));
        return post(body.subarray(0, body.length - 12), json, { headers: { 'content-encoding': 'gzip' } });
      },
    ],
    ['another content type', 415, () => post('{}', 'text/csv')],
    ['an unknown encoding', 415, () => post('{}', json, { headers: { 'content-encoding': 'zstd' } })],
    [
      'more than 10,000 events',
      413,
      () => post(JSON.stringify(Array.from({ length: 10_001 }, () => attempt())), json),
    ],
    ['more than 16 MiB', 413, () => post(`[${' '.repeat(16 * 1024 * 1024)}]`, json)],
    [
      'a bomb: a small body that unpacks to a gigabyte',
      413,
      () => {
        const member = gzipSync(Buffer.alloc(16 * 1024 * 1024, 0x20));
        const body = Buffer.concat(Array.from({ length: 64 }, () => member));
        return post(body, json, { headers: { 'content-encoding': 'gzip' } });
      },
    ],
    [
      'a brotli bomb',
      413,
      () =>
        post(brotliCompressSync(Buffer.alloc(200 * 1024 * 1024), quickly), json, {
          headers: { 'content-encoding': 'br' },
        }),
    ],
    ['no key', 401, () => post('[]', json, { key: null })],
    ['an unknown key', 401, () => post('[]', json, { key: 'not-a-key-of-this-server' })],
  ])('%s is %i', async (_, status, send) => {
    expectProblem(await send(), status);
  });

  it('a key that may only read is 403, also for a backfill with an ingest key', async () => {
    const created = await api.request('POST', '/v1/keys', { json: { name: 'reader', scopes: ['read'] } });
    expect(created.status).toBe(201);
    expectProblem(await post('[]', json, { key: created.body.key }), 403);
    const old = JSON.stringify([attempt({ time: ago(400 * day) })]);
    expectProblem(await post(old, json, {}, '?backfill=true'), 403);
  });

  it('an unknown value of refresh or backfill is 400', async () => {
    expectProblem(await post('[]', json, {}, '?refresh=soon'), 400);
    expectProblem(await post('[]', json, { key: breakeven.adminKey }, '?backfill=maybe'), 400);
  });
});

describe('options', () => {
  it('refresh=wait_for answers once the events are in every query result', async () => {
    for (let round = 0; round < 5; round += 1) {
      const before = await attempts();
      const event = attempt({ time: ago(round * day + 5000) });
      expect((await api.sendEvents([event], '?refresh=wait_for')).status).toBe(200);
      expect(await attempts()).toBe(before + 1);
      const byCountry = { metrics: ['attempts'], dimensions: ['country'] };
      const time_range = { start: '2000-01-01', end: '2100-01-01' };
      expect((await api.query({ ...byCountry, time_range })).rows).toEqual([[null, before + 1]]);
    }
  });

  it('refresh=wait_for keeps its word to many senders at once, who send the same events too', async () => {
    const before = await attempts();
    const shared = attempt({ time: ago(2 * day) });
    let answered = 0;
    await Promise.all(
      Array.from({ length: 12 }, async (_, sender) => {
        const events = [shared, attempt({ time: ago(sender * 3 * 3_600_000) })];
        expect((await api.sendEvents(events, '?refresh=wait_for')).status).toBe(200);
        answered += 1;
        const mine = answered;
        expect(await attempts()).toBeGreaterThanOrEqual(before + 1 + mine);
      }),
    );
    expect(await attempts()).toBe(before + 13);
  });

  it('backfill=true with an admin key lifts the age limit', async () => {
    const before = await attempts();
    const old = JSON.stringify([attempt({ time: '2019-02-03T04:05:06Z' })]);
    const answer = await post(old, json, { key: breakeven.adminKey }, '?backfill=true&refresh=wait_for');
    expect(answer.body).toEqual({ accepted: 1, duplicates: 0, rejected: 0, errors: [] });
    expect(await attempts()).toBe(before + 1);
  });

  it('the status tells what was accepted, known and rejected', async () => {
    const { status, body } = await api.request('GET', '/v1/ingest/status');
    expect(status).toBe(200);
    expect(body).toMatchObject({
      ...{ accepted: expect.any(Number), duplicates: expect.any(Number), rejected: expect.any(Number) },
      ...{ spool_events: 0, lag_seconds: expect.any(Number), complete_until: expect.any(String) },
    });
    expect(body.accepted).toBeGreaterThan(0);
  });
});

describe('order', () => {
  it('gives events their generation, whichever arrives first, and moves them when an earlier request arrives', async () => {
    const subject = 'late-facts';
    const of = (type: string, time: string, data: object) => ({ ...attempt({ type, subject, time }), data });
    const asked = async () => {
      const { rows } = await api.query({
        metrics: ['attempts', 'generations_requested', 'clips_shown'],
        dimensions: ['country', 'model'],
        time_range: { start: '2000-01-01', end: '2100-01-01' },
        filters: [{ dimension: 'generation_id', operator: 'in', values: [subject] }],
      });
      return rows;
    };
    const send = (event: object) => api.sendEvents([event], '?refresh=wait_for');
    const attempted = { status: 'succeeded', gpu_seconds: 1, gpu_model: 'H100' };
    await send(of('generation.completed', ago(5 * day), attempted));
    expect(await asked()).toEqual([[null, null, 1, 0, 0]]);
    await send(of('moderation.decided', ago(5 * day - 60_000), { stage: 'video', verdict: 'allow' }));
    expect(await asked()).toEqual([[null, null, 1, 0, 1]]);
    await send(of('generation.requested', ago(6 * day), { user_id: 'u', country: 'US', model: 'm1' }));
    expect(await asked()).toEqual([['US', 'm1', 1, 1, 1]]);
    await send(of('generation.requested', ago(7 * day), { user_id: 'u', country: 'DE', model: 'm2' }));
    expect(await asked()).toEqual([['DE', 'm2', 1, 1, 1]]);
    await send(of('generation.completed', ago(4 * day), { ...attempted, status: 'failed', model: 'm3' }));
    expect(await asked()).toEqual([['DE', 'm3', 2, 1, 1]]);
    await send(of('moderation.decided', ago(3 * day), { stage: 'video', verdict: 'block' }));
    expect(await asked()).toEqual([['DE', 'm3', 2, 1, 0]]);
  });
});
