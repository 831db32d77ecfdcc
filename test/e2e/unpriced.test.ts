import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Api, apiOf } from '../support/api.ts';
import { type Breakeven, startBreakeven } from '../support/start-breakeven.ts';

let breakeven: Breakeven;
let api: Api;

const attempt = (id: string, time: string) => ({
  ...{ specversion: '1.0', id, source: 'test', type: 'generation.completed', time, subject: id },
  data: { status: 'succeeded', gpu_seconds: 1800, gpu_model: 'H100' },
});
const gpuRate = (price: string, valid_from: string, currency = 'USD') => ({
  ...{ resource: 'gpu', match: { gpu_model: 'H100' }, unit: 'gpu_hour', price, currency, valid_from },
});
const byHour = {
  metrics: ['gpu_seconds', 'gpu_cost', 'server_cost', 'margin', 'unpriced_share'],
  time_range: { start: '2026-10-01T10:00:00Z', end: '2026-10-01T13:00:00Z', grain: 'hour' as const },
};
const valuesByHour = async () => (await api.query(byHour)).rows.map(([, ...values]) => values);

beforeAll(async () => {
  breakeven = await startBreakeven();
  api = apiOf(breakeven);
  const events = [attempt('a', '2026-10-01T10:20:00Z'), attempt('b', '2026-10-01T12:20:00Z')];
  expect((await api.sendEvents(events, '?refresh=wait_for')).body).toMatchObject({ accepted: 2 });
});
afterAll(() => breakeven?.remove());

describe('usage without a price', () => {
  it('is null and never 0, and counts in unpriced_share', async () => {
    const { totals, meta } = await api.query(byHour);
    expect(await valuesByHour()).toEqual([
      [1800, null, null, null, 1],
      [0, '0', '0', '0', null],
      [1800, null, null, null, 1],
    ]);
    expect(totals).toEqual({
      ...{ gpu_seconds: 3600, gpu_cost: null, server_cost: null, margin: null, unpriced_share: 1 },
    });
    expect(meta.unpriced_share).toBe(1);
  });

  it('is not priced by a preview, which answers what each month would cost', async () => {
    const rate = gpuRate('4', '2026-10-01T09:00:00Z');
    const preview = await api.request('POST', '/v1/rates?preview=true', { json: rate });
    expect(preview.status).toBe(200);
    expect(preview.text).toContain('2026-10');
    expect((await api.query(byHour)).totals.gpu_cost).toBeNull();
    expect((await api.request('GET', '/v1/rates')).body.items).toEqual([]);
  });

  it('gets its price from the start of a rate that is added later, and only from there', async () => {
    const before = (await api.query(byHour)).meta.rate_version;
    await api.addRates([gpuRate('4', '2026-10-01T12:15:00Z')]);
    const { totals, meta } = await api.query(byHour);
    expect(await valuesByHour()).toEqual([
      [1800, null, null, null, 1],
      [0, '0', '0', '0', null],
      [1800, '2', '2', '-2', 0],
    ]);
    expect(totals).toMatchObject({ gpu_cost: '2', server_cost: '2', margin: '-2', unpriced_share: 0.5 });
    expect(meta.unpriced_share).toBe(0.5);
    expect(meta.rate_version).toBeGreaterThan(before);
  });

  it('gets the price of the time of its use when rates follow each other', async () => {
    await api.addRates([gpuRate('3', '2026-10-01T10:15:00Z')]);
    expect(await valuesByHour()).toEqual([
      [1800, '1.5', '1.5', '-1.5', 0],
      [0, '0', '0', '0', null],
      [1800, '2', '2', '-2', 0],
    ]);
    const { totals, meta } = await api.query(byHour);
    expect(totals).toMatchObject({ gpu_cost: '3.5', unpriced_share: 0 });
    expect(meta.unpriced_share).toBe(0);
  });

  it('stays null in a currency that nothing converts into, until an exchange rate is added', async () => {
    const inEuro = { ...byHour, currency: 'EUR' };
    expect((await api.query(inEuro)).totals).toMatchObject({ gpu_cost: null, unpriced_share: 1 });
    await api.addRates([], [{ date: '2026-10-01', base: 'EUR', quote: 'USD', rate: '1.25' }]);
    expect((await api.query(inEuro)).totals).toMatchObject({ gpu_cost: '2.8', unpriced_share: 0 });
  });

  it('does not change what is priced already when a rate in an unknown currency takes over', async () => {
    await api.addRates([gpuRate('5', '2026-10-01T12:15:00Z', 'NOK')]);
    expect((await api.query(byHour)).totals).toMatchObject({ gpu_cost: '1.5', unpriced_share: 0.5 });
  });
});

describe('rates', () => {
  it.each([
    ['an unknown resource', { resource: 'tape' }],
    ['a unit of another resource', { unit: 'GB' }],
    ['a match key of another resource', { match: { stage: 'photo' } }],
    ['a price that is no decimal', { price: 'much' }],
    ['a negative price', { price: '-1' }],
    ['a start off the quarter of an hour', { valid_from: '2026-10-01T12:20:00Z' }],
    ['an unknown currency', { currency: 'dollars' }],
  ])('refuses %s and keeps nothing of the request', async (_, wrong) => {
    const before = (await api.request('GET', '/v1/rates')).body;
    const right = gpuRate('9', '2026-11-01T00:00:00Z');
    const answer = await api.request('POST', '/v1/rates', { json: [right, { ...right, ...wrong }] });
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(answer.body.code).toEqual(expect.any(String));
    expect((await api.request('GET', '/v1/rates')).body).toEqual(before);
  });

  it('lists every rate with its history, oldest promise kept: nothing is edited', async () => {
    const { items } = (await api.request('GET', '/v1/rates')).body;
    expect(items.map(({ price }: { price: string }) => price).sort()).toEqual(['3', '4', '5']);
    expect(items[0]).toMatchObject({ resource: 'gpu', match: { gpu_model: 'H100' }, unit: 'gpu_hour' });
  });

  it('needs the admin scope to add a rate', async () => {
    const json = gpuRate('1', '2026-10-01T00:00:00Z');
    const asIngest = await api.request('POST', '/v1/rates', { json, key: breakeven.ingestKey });
    expect(asIngest.status).toBe(403);
    expect((await api.request('POST', '/v1/rates', { json, key: null })).status).toBe(401);
  });
});
