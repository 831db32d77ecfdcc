import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Api, apiOf, type Json } from '../support/api.ts';
import { type Breakeven, startBreakeven } from '../support/start-breakeven.ts';

let breakeven: Breakeven;
let api: Api;
let sequence = 0;

beforeAll(async () => {
  breakeven = await startBreakeven();
  api = apiOf(breakeven);
});
afterAll(() => breakeven?.remove());

const event = (of: object = {}, data: object = {}) => ({
  ...{ specversion: '1.0', id: `r-${sequence++}`, source: '/render', type: 'generation.completed' },
  ...{ time: '2026-10-01T12:00:00Z', subject: 'g1', ...of },
  data: { status: 'succeeded', gpu_seconds: 1, gpu_model: 'H100', ...data },
});
const send = (...events: object[]) => api.sendEvents(events, '?refresh=wait_for');
const list = async (search = ''): Promise<Json[]> =>
  (await api.request('GET', `/v1/rejected-events?limit=1000${search}`)).body.items;
const idsOf = (items: Json[]) => items.map(({ event_id }) => event_id).sort();
const counts = async (search = ''): Promise<Json[]> =>
  (await api.request('GET', `/v1/rejected-events/counts${search}`)).body.items;
const entryOf = async ({ id }: { id: string }, search = '&status=all') =>
  (await list(search)).find(({ event_id }) => event_id === id);
const act = (entry: Json, what: string, json?: unknown, key?: string) =>
  api.request('POST', `/v1/rejected-events/${entry.id}/${what}`, { json, key });
const attempts = async () =>
  (await api.query({ metrics: ['attempts'], time_range: { start: '2026-01-01', end: '2027-01-01' } })).totals
    .attempts;

describe('the list', () => {
  test('is filtered by all that an event is known by, and the counts are those of the same filters', async () => {
    const wrong = [
      event({ subject: 'list-1', source: '/list' }, { status: 'okay' }),
      event({ subject: 'list-2', source: '/list' }, { gpu_seconds: null }),
      event({ subject: 'list-2', source: '/list', type: 'generation.finished' }),
    ];
    await send(...wrong);
    const [status, seconds, type] = wrong.map(({ id }) => id);
    expect(idsOf(await list('&source=/list'))).toEqual([status, seconds, type]);
    expect(idsOf(await list('&code=invalid_value&code=unknown_type&source=/list'))).toEqual([status, type]);
    expect(idsOf(await list('&type=generation.finished'))).toEqual([type]);
    expect(idsOf(await list('&generation_id=list-2'))).toEqual([seconds, type]);
    expect(idsOf(await list('&source=/list&search=GPU_seconds'))).toEqual([seconds]);
    expect(idsOf(await list('&source=/list&search=%25'))).toEqual([]);
    const soon = new Date(Date.now() + 60_000).toISOString();
    expect(idsOf(await list(`&source=/list&received_to=${soon}`))).toHaveLength(3);
    expect(idsOf(await list(`&source=/list&received_from=${soon}`))).toEqual([]);
    expect(await counts('?source=/list')).toEqual([
      { status: 'open', code: 'invalid_value', count: 1 },
      { status: 'open', code: 'missing_field', count: 1 },
      { status: 'open', code: 'unknown_type', count: 1 },
    ]);
    const refused = await api.request('GET', '/v1/rejected-events?received_from=yesterday');
    expect(refused).toMatchObject({ status: 400, body: { errors: [{ path: 'received_from' }] } });
  });
});

describe('a conflict', () => {
  test('shows the event that counts beside the one that was refused', async () => {
    const first = event({ subject: 'conflict' });
    await send(first);
    await send({ ...first, data: { ...first.data, gpu_seconds: 7 } });
    const entry = await entryOf(first);
    expect(entry).toMatchObject({ code: 'id_conflict', status: 'open' });
    const { status, body } = await api.request('GET', `/v1/rejected-events/${entry.id}`);
    expect(status).toBe(200);
    expect(JSON.parse(body.payload).data.gpu_seconds).toBe(7);
    expect(body.stored_event).toMatchObject({ id: first.id, source: '/render', data: { gpu_seconds: 1 } });
  });

  test('of nothing has nothing beside it, and an id that nobody has is 404', async () => {
    const wrong = event({}, { status: 'okay' });
    await send(wrong);
    const { id } = await entryOf(wrong);
    expect((await api.request('GET', `/v1/rejected-events/${id}`)).body).toMatchObject({
      stored_event: null,
    });
    const nobody = '01a209b5-4f31-7586-9cd8-f45bbfa108f0';
    expect((await api.request('GET', `/v1/rejected-events/${nobody}`)).status).toBe(404);
  });
});

describe('what is done', () => {
  test('counts once however often and at the same time somebody clicks: resend', async () => {
    const wrong = event({}, { status: 'okay' });
    await send(wrong);
    const entry = await entryOf(wrong);
    const before = await attempts();
    const mended = { event: { ...wrong, data: { ...wrong.data, status: 'failed' } } };
    const answers = await Promise.all(Array.from({ length: 8 }, () => act(entry, 'resend', mended)));
    for (const answer of answers)
      expect(answer).toMatchObject({ status: 200, body: { accepted: 1, rejected: 0 } });
    expect((await act(entry, 'resend', mended)).body).toMatchObject({ accepted: 1 });
    expect(await act(entry, 'resend', {})).toMatchObject({ status: 409, body: { code: 'not_open' } });
    expect((await act(entry, 'dismiss')).status).toBe(409);
    await api.untilComplete();
    expect(await attempts()).toBe(Number(before) + 1);
    expect(await entryOf(wrong)).toMatchObject({ status: 'resent' });
  });

  test('counts once however often and at the same time somebody clicks: dismiss', async () => {
    const wrong = event({}, { status: 'okay' });
    await send(wrong);
    const entry = await entryOf(wrong);
    const answers = await Promise.all(Array.from({ length: 5 }, () => act(entry, 'dismiss')));
    expect(answers.map(({ status }) => status)).toEqual([204, 204, 204, 204, 204]);
    expect(await act(entry, 'resend', {})).toMatchObject({ status: 409 });
    expect(await entryOf(wrong)).toMatchObject({ status: 'dismissed' });
  });

  test('with many at once hits those that the filter fits, and tells how many they were', async () => {
    const many = Array.from({ length: 25 }, () => event({ source: '/many' }, { status: 'okay' }));
    const other = event({ source: '/other' }, { status: 'okay' });
    await send(...many, other);
    const seen = new Date(Date.now() + 1).toISOString();
    await new Promise((resolve) => setTimeout(resolve, 20));
    const later = event({ source: '/many' }, { status: 'okay' });
    await send(later);
    const dismiss = (json: object, key?: string) =>
      api.request('POST', '/v1/rejected-events/dismiss', { json, key });
    const filter = { source: '/many', code: ['invalid_value'], received_to: seen };
    expect((await dismiss(filter, breakeven.ingestKey)).status).toBe(403);
    const both = await Promise.all([dismiss(filter), dismiss(filter)]);
    expect(both.map(({ body }) => body.dismissed).sort()).toEqual([0, 25]);
    expect(await counts('?source=/many')).toEqual([
      { status: 'dismissed', code: 'invalid_value', count: 25 },
      { status: 'open', code: 'invalid_value', count: 1 },
    ]);
    expect(await entryOf(other)).toMatchObject({ status: 'open' });
    expect(await dismiss({ colour: 'red' })).toMatchObject({
      status: 400,
      body: { errors: [{ path: 'colour' }] },
    });
  });
});

test('is over for what is older than REJECTED_EVENTS_DAYS', async () => {
  const wrong = event({}, { status: 'okay' });
  await send(wrong);
  await breakeven.stop();
  const settings = { REJECTED_EVENTS_DAYS: '1' };
  breakeven = await startBreakeven({
    ...{ env: settings, dataDir: breakeven.dataDir, port: Number(new URL(breakeven.url).port) },
  });
  api = apiOf(breakeven);
  expect(await entryOf(wrong)).toBeDefined();
  expect(breakeven.output()).not.toContain('could not be set');
});
