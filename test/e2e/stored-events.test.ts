import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Api, apiOf, type Json } from '../support/api.ts';
import { type Breakeven, startBreakeven } from '../support/start-breakeven.ts';

let breakeven: Breakeven;
let api: Api;

const common = { specversion: '1.0', source: 'test' };
const g1 = { ...common, subject: 'g1' };
const requested = {
  ...{ ...g1, id: '1', type: 'generation.requested', time: '2026-10-01T18:10:00.123456Z' },
  data: { user_id: 'ann', country: 'DE', platform: 'ios', model: 'm1', prompt_chars: 12 },
};
const completed = {
  ...{ ...g1, id: '2', type: 'generation.completed', time: '2026-10-01T18:20:00Z' },
  data: { status: 'succeeded', gpu_seconds: 36.5, gpu_model: 'H100', output_bytes: 5_000_000 },
};
const decided = {
  ...{ ...g1, id: '3', type: 'moderation.decided', time: '2026-10-01T18:21:00Z' },
  data: { stage: 'video', verdict: 'allow', policy: 'adult_nudity', classifier: 'c', score: 0.25 },
};
const seen = {
  ...{ ...g1, id: '4', type: 'ad.impression', time: '2026-10-03T00:00:00Z' },
  data: { revenue_micros: 2000, currency: 'USD', country: 'FR' },
};
/** Other events, one an hour for four months, so that a page spans long times without any. */
const others = Array.from({ length: 12 }, (_, i) => ({
  ...{ ...common, id: `other-${i}`, type: 'clip.shared', subject: `other-${i}` },
  ...{ time: new Date(Date.UTC(2026, i % 4, 1 + i, i)).toISOString(), data: { channel: 'feed' } },
}));

const list = async (search: string) => (await api.request('GET', `/v1/events?${search}`)).body;
const idsOf = (answer: Json): string[] => answer.items.map(({ id }: Json) => id);

beforeAll(async () => {
  breakeven = await startBreakeven({ port: 4440 });
  api = apiOf(breakeven);
  const events = [requested, completed, decided, seen, ...others];
  const sent = await api.sendEvents(events, '?refresh=wait_for');
  expect(sent.body).toMatchObject({ accepted: events.length });
  // A later request changes no fact, but stores nothing twice either: events are shown once.
  await api.sendEvents(
    [requested, { ...decided, data: { ...decided.data, verdict: 'block' } }],
    '?refresh=wait_for',
  );
});
afterAll(() => breakeven?.remove());

describe('stored events', () => {
  it('are shown as they came, with a user key for the user and the facts of their generation', async () => {
    const { items, next_cursor } = await list('generation_id=g1');
    expect(next_cursor).toBeNull();
    expect(idsOf({ items })).toEqual(['4', '3', '2', '1']);
    const { user_id: _, ...data } = requested.data;
    const { user_key } = items[3].data;
    expect(user_key).toMatch(/^[0-9a-f]{32}$/);
    const { id, type, time, source } = requested;
    expect(items[3]).toMatchObject({ id, type, time, source, data });
    expect(items[2]).toMatchObject({ type: 'generation.completed', data: { ...completed.data, attempt: 1 } });
    expect(items[0]).toMatchObject({
      ...{ generation_id: 'g1', time: seen.time.replace('.000', ''), data: { ...seen.data, impressions: 1 } },
      generation: { requested_at: requested.time, country: 'DE', platform: 'ios', model: 'm1', user_key },
    });
    expect(JSON.stringify(items)).not.toContain('ann');
  });

  it('are all there, once each and the newest first, in pages of any size', async () => {
    const all = idsOf(await list('limit=1000'));
    expect(all).toHaveLength(4 + others.length);
    for (const limit of [1, 3, 5, 16]) {
      const paged: string[] = [];
      for (let cursor: string | null = ''; cursor !== null; ) {
        const page: Json = await list(`limit=${limit}${cursor && `&cursor=${cursor}`}`);
        expect(page.items.length).toBeLessThanOrEqual(limit);
        paged.push(...idsOf(page));
        cursor = page.next_cursor;
      }
      expect(paged).toEqual(all);
    }
    const times = (await list('limit=1000')).items.map(({ time }: Json) => Date.parse(time));
    expect(times).toEqual([...times].sort((a, b) => b - a));
  });

  it('are found by range, time zone, type and the filters of a query', async () => {
    expect(idsOf(await list('start=2026-10-02&end=2026-11-01'))).toEqual(['4']);
    // 18:10 UTC is before and 18:20 UTC after midnight in Kathmandu (+05:45).
    expect(idsOf(await list('start=2026-10-02&end=2026-10-03&time_zone=Asia/Kathmandu'))).toEqual(['3', '2']);
    expect(idsOf(await list('start=2026-10-01T18:20:00Z&end=2026-10-01T18:21:00Z'))).toEqual(['2']);
    expect(idsOf(await list('type=ad.impression&type=moderation.decided'))).toEqual(['4', '3']);
    const filtered = (filters: unknown) => list(`filters=${encodeURIComponent(JSON.stringify(filters))}`);
    expect(idsOf(await filtered([{ dimension: 'viewer_country', operator: 'in', values: ['FR'] }]))).toEqual([
      '4',
    ]);
    expect(idsOf(await filtered([{ dimension: 'country', operator: 'in', values: ['DE'] }]))).toHaveLength(4);
    expect(
      idsOf(await filtered([{ dimension: 'country', operator: 'not_in', values: [null] }])),
    ).toHaveLength(4);
    expect(idsOf(await filtered([{ dimension: 'country', operator: 'in', values: [null] }]))).toHaveLength(
      12,
    );
    expect(idsOf(await list('generation_id=nobody'))).toEqual([]);
  });

  it.each([
    'start=yesterday',
    'start=2026-10-02&end=2026-10-01',
    'type=clip.deleted',
    'limit=0',
    'cursor=nonsense',
    'filters=nonsense',
    `filters=${encodeURIComponent('[{"dimension":"resource","operator":"in","values":["gpu"]}]')}`,
    `filters=${encodeURIComponent('[{"dimension":"1=1 OR id","operator":"in","values":["x"]}]')}`,
  ])('refuse %s', async (search) => {
    const answer = await api.request('GET', `/v1/events?${search}`);
    expect(answer.status, answer.text).toBe(400);
  });
});

describe('a generation', () => {
  const get = async () => (await api.request('GET', '/v1/generations/g1')).body;

  it('shows what became of it, its verdicts and its events in order; what has no price is null', async () => {
    const generation = await get();
    expect(generation).toMatchObject({
      ...{ generation_id: 'g1', currency: 'USD', server_cost: null, ad_revenue: '0.002', margin: null },
      outcomes: { requested: requested.time, shown: decided.time, posted: null, blocked: null },
      verdicts: [{ time: decided.time, ...decided.data, decided_by: 'automated' }],
    });
    expect(idsOf({ items: generation.events })).toEqual(['1', '2', '3', '4']);
    expect(generation.cost_lines).toMatchObject([
      { resource: 'gpu', quantity: '36.5', unit: 'gpu_second', gpu_model: 'H100', rate_id: null, cost: null },
      { resource: 'storage', quantity: '5000000', unit: 'byte', cost: null },
      {
        resource: 'moderation_check',
        quantity: '1',
        unit: 'check',
        stage: 'video',
        classifier: 'c',
        cost: null,
      },
    ]);
  });

  it('names the rate of each line, and its lines add up to its cost', async () => {
    const terms = { currency: 'USD', valid_from: '2026-10-01T00:00:00Z' };
    await api.addRates(
      [
        { ...terms, resource: 'gpu', match: {}, unit: 'gpu_hour', price: '100' },
        { ...terms, resource: 'gpu', match: { gpu_model: 'H100' }, unit: 'gpu_hour', price: '3.6' },
        { ...terms, resource: 'gpu', match: { gpu_model: 'A100' }, unit: 'gpu_hour', price: '1' },
        {
          ...terms,
          resource: 'moderation_check',
          match: {},
          unit: '1000_checks',
          price: '2',
          currency: 'EUR',
        },
        // From after the check on: too late for this one.
        {
          ...terms,
          resource: 'moderation_check',
          match: { stage: 'video' },
          unit: '1000_checks',
          price: '9',
          valid_from: '2026-10-01T18:30:00Z',
        },
      ],
      [{ date: '2026-10-01', base: 'EUR', quote: 'USD', rate: '1.5' }],
    );
    const generation = await get();
    expect(generation.cost_lines).toMatchObject([
      { resource: 'gpu', price: '3.6', price_currency: 'USD', cost: '0.0365', rate_id: expect.any(Number) },
      { resource: 'storage', price: null, cost: null },
      { resource: 'moderation_check', price: '2', price_currency: 'EUR', cost: '0.003' },
    ]);
    expect(generation).toMatchObject({ server_cost: '0.0395', ad_revenue: '0.002', margin: '-0.0375' });
  });

  it('of which nothing is stored is 404', async () => {
    const answer = await api.request('GET', '/v1/generations/nobody');
    expect(answer).toMatchObject({ status: 404, body: { code: 'not_found' } });
  });
});

describe('rejected events', () => {
  it('are all listed, once each and the newest first, and each is put aside once', async () => {
    for (let i = 0; i < 5; i += 1) {
      await api.sendEvents([{ ...decided, id: `wrong-${i}`, data: { stage: 'audio' } }], '?refresh=wait_for');
    }
    const page = async (search: string) => (await api.request('GET', `/v1/rejected-events?${search}`)).body;
    const wrong = (items: Json[]) => items.filter(({ event_id }) => event_id.startsWith('wrong-'));
    const all = wrong((await page('limit=1000')).items);
    expect(all.map(({ event_id }) => event_id)).toEqual([
      'wrong-4',
      'wrong-3',
      'wrong-2',
      'wrong-1',
      'wrong-0',
    ]);

    const paged: Json[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const { items, next_cursor }: Json = await page(`limit=2${cursor && `&cursor=${cursor}`}`);
      paged.push(...wrong(items));
      cursor = next_cursor;
    }
    expect(paged).toEqual(all);

    const dismiss = () => api.request('POST', `/v1/rejected-events/${all[0].id}/dismiss`);
    expect((await dismiss()).status).toBe(204);
    expect((await dismiss()).status).toBe(204); // the same click again
    expect(wrong((await page('limit=1000')).items)).toHaveLength(4);
    expect(wrong((await page('status=dismissed')).items)).toMatchObject([{ event_id: 'wrong-4' }]);
    const unknown = '01a209b5-4f31-7586-9cd8-f45bbfa108f0';
    expect((await api.request('POST', `/v1/rejected-events/${unknown}/resend`)).status).toBe(404);
  });
});
