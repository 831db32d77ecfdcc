import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Api, apiOf } from '../support/api.ts';
import { type Breakeven, startBreakeven } from '../support/start-breakeven.ts';

let breakeven: Breakeven;
let api: Api;
beforeAll(async () => {
  breakeven = await startBreakeven({ port: 4430 });
  api = apiOf(breakeven);
});
afterAll(() => breakeven?.remove());

const gpu = {
  ...{ resource: 'gpu', match: { gpu_model: 'H100' }, unit: 'gpu_hour', price: '3.99', currency: 'USD' },
  valid_from: '2026-10-01T00:00:00Z',
};
const attempt = (id: string, time: string) => ({
  ...{ specversion: '1.0', id, source: 'test', type: 'generation.completed', time, subject: id },
  data: { status: 'succeeded', gpu_seconds: 3600, gpu_model: 'H100' },
});
const rates = async () => (await api.request('GET', '/v1/rates')).body;
const october = { start: '2026-10-01', end: '2026-11-01' };

describe('rates', () => {
  it('are added as one or as many, listed with their history, and counted by rate_version', async () => {
    expect(await rates()).toEqual({ items: [], rate_version: 0 });
    const one = await api.request('POST', '/v1/rates', { json: gpu });
    expect(one).toMatchObject({ status: 201, body: { items: [gpu], rate_version: 1 } });
    const storage = {
      ...gpu,
      resource: 'storage',
      match: {},
      unit: 'GB_month',
      price: '0.023',
      months: '12',
    };
    const many = await api.request('POST', '/v1/rates', { json: [storage, { ...gpu, price: '4.00' }] });
    expect(many.status).toBe(201);
    expect(await rates()).toMatchObject({
      items: [gpu, storage, { ...gpu, price: '4.00' }],
      rate_version: 3,
    });
    expect(Object.keys((await rates()).items[0])).not.toContain('months');
  });

  it('are added all or none, with every problem and its path', async () => {
    const before = await rates();
    const json = [gpu, { ...gpu, price: 3.99 }, { ...gpu, valid_from: '2026-10-01T00:07:00Z', unit: 'hour' }];
    const refused = await api.request('POST', '/v1/rates', { json });
    expect(refused.status).toBe(400);
    expect(refused.headers.get('content-type')).toContain('application/problem+json');
    expect(refused.body.errors.map(({ path }: { path: string }) => path).sort()).toEqual([
      ...['[1].price', '[2].unit', '[2].valid_from'],
    ]);
    expect(await rates()).toEqual(before);
  });

  it('for the same time count as the one added last', async () => {
    await api.sendEvents([attempt('a', '2026-10-05T10:00:00Z')], '?refresh=wait_for');
    const cost = async () =>
      (await api.query({ metrics: ['gpu_cost'], time_range: october })).totals.gpu_cost;
    expect(await cost()).toBe('4');
    await api.addRates([{ ...gpu, price: '5' }]);
    expect(await cost()).toBe('5');
  });
});

describe('a preview', () => {
  it('answers what each month would cost, and saves nothing', async () => {
    await api.sendEvents([attempt('b', '2026-11-05T10:00:00Z')], '?refresh=wait_for');
    const before = await rates();
    const dearer = { ...gpu, price: '7.5', valid_from: '2026-11-01T00:00:00Z' };
    const preview = await api.request('POST', '/v1/rates?preview=true', { json: dearer });
    expect(preview.status).toBe(200);
    expect(preview.body).toEqual({
      months: [{ month: '2026-11', resource: 'gpu', cost_now: '5', cost_then: '7.5', currency: 'USD' }],
    });
    expect(await rates()).toEqual(before);
  });

  it('of something that had no price says null now and not 0', async () => {
    const delivered = {
      ...{ specversion: '1.0', id: 'v', source: 'test', type: 'clip.viewed', subject: 'a' },
      ...{ time: '2026-10-06T00:00:00Z', data: { delivered_bytes: 2_000_000_000 } },
    };
    await api.sendEvents([delivered], '?refresh=wait_for');
    const delivery = { ...gpu, resource: 'delivery', match: {}, unit: 'GB', price: '0.05' };
    const { body } = await api.request('POST', '/v1/rates?preview=true', { json: [delivery] });
    expect(body.months).toEqual([
      { month: '2026-10', resource: 'delivery', cost_now: null, cost_then: '0.1', currency: 'USD' },
    ]);
  });

  it('of wrong rates is refused like the rates themselves', async () => {
    const refused = await api.request('POST', '/v1/rates?preview=true', {
      json: { ...gpu, currency: 'ABC' },
    });
    expect(refused).toMatchObject({ status: 400, body: { errors: [{ path: 'currency' }] } });
  });
});

describe('exchange rates', () => {
  const fx = { date: '2026-10-01', base: 'EUR', quote: 'USD', rate: '1.09' };
  const fxRates = async () => (await api.request('GET', '/v1/fx-rates')).body;

  it('convert money from their day on; of two for one day the one added last counts', async () => {
    const query = { metrics: ['gpu_cost'], time_range: october, currency: 'EUR' };
    expect((await api.query(query)).totals.gpu_cost).toBeNull();
    const { rate_version } = await rates();
    expect(await api.request('POST', '/v1/fx-rates', { json: fx })).toMatchObject({
      ...{ status: 201, body: { items: [fx], rate_version: rate_version + 1 } },
    });
    await api.request('POST', '/v1/fx-rates', { json: [{ ...fx, rate: '1.25' }] });
    expect((await api.query(query)).totals.gpu_cost).toBe('4'); // 5 USD at 1.25
    expect((await fxRates()).items).toMatchObject([fx, { ...fx, rate: '1.25' }]);
  });

  it('are added all or none', async () => {
    const before = await fxRates();
    const json = [fx, { ...fx, rate: '0' }, { ...fx, quote: 'EUR' }];
    const refused = await api.request('POST', '/v1/fx-rates', { json });
    expect(refused).toMatchObject({ status: 400 });
    expect(refused.body.errors.map(({ path }: { path: string }) => path).sort()).toEqual([
      '[1].rate',
      '[2].quote',
    ]);
    expect(await fxRates()).toEqual(before);
  });
});
