import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Api, apiOf, type Json } from '../support/api.ts';
import { type Breakeven, startBreakeven } from '../support/start-breakeven.ts';

// Contract section 4: the shape of every answer and every refusal, on a handful of events worked out by hand.

let breakeven: Breakeven;
let api: Api;
let sequence = 0;

function event(type: string, time: string, subject: string | undefined, data: object) {
  sequence += 1;
  return { specversion: '1.0', id: `e${sequence}`, source: 'query', type, time, subject, data };
}
/** A generation with one attempt of an hour, a minute later. */
const generation = (id: string, time: string, model: string | undefined, user_id: string) => [
  event('generation.requested', time, id, { user_id, model, country: 'DE' }),
  event('generation.completed', time.replace(':00:00', ':01:00'), id, {
    ...{ status: 'succeeded', gpu_seconds: 3600, gpu_model: 'H100' },
  }),
];
const ad = (id: string, time: string, micros: number) =>
  event('ad.impression', time, id, { revenue_micros: micros, currency: 'USD', impressions: 10 });

const october = { start: '2026-10-01', end: '2026-10-05' };
const inKathmandu = { ...october, grain: 'day' as const, time_zone: 'Asia/Kathmandu' };

beforeAll(async () => {
  breakeven = await startBreakeven();
  api = apiOf(breakeven);
  const valid_from = '2026-01-01T00:00:00Z';
  await api.addRates([
    { resource: 'gpu', match: {}, unit: 'gpu_hour', price: '3.333333333', currency: 'USD', valid_from },
  ]);
  const events = [
    // 18:15 UTC is midnight in Kathmandu.
    ...generation('g1', '2026-09-30T18:00:00Z', 'm1', 'u1'),
    ...generation('g2', '2026-09-30T19:00:00Z', 'm1', 'u1'),
    ...generation('g3', '2026-10-02T10:00:00Z', 'm2', 'u2'),
    ...generation('g4', '2026-10-02T11:00:00Z', undefined, 'u1'),
    ...generation('g5', '2026-10-04T18:00:00Z', 'm, "3"\n4', 'u3'),
    ad('g2', '2026-09-30T20:00:00Z', 4_000_000),
    ad('g4', '2026-10-02T12:00:00Z', 10_000_000),
  ];
  expect((await api.sendEvents(events, '?refresh=wait_for')).body.accepted).toBe(events.length);
});
afterAll(() => breakeven?.remove());

describe('the answer', () => {
  it('has columns with kind and unit, a row per local day without holes, totals and meta', async () => {
    const asked = Date.now();
    const answer = await api.request('POST', '/v1/query', {
      json: { metrics: ['server_cost', 'attempts', 'cost_coverage', 'ecpm'], time_range: inKathmandu },
    });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toContain('application/json');
    expect(answer.body.columns).toEqual([
      { name: 'time', kind: 'time' },
      expect.objectContaining({ name: 'server_cost', kind: 'metric', unit: 'USD' }),
      expect.objectContaining({ name: 'attempts', kind: 'metric' }),
      expect.objectContaining({ name: 'cost_coverage', kind: 'metric' }),
      expect.objectContaining({ name: 'ecpm', kind: 'metric', unit: 'USD' }),
    ]);
    expect(answer.body.rows).toEqual([
      ['2026-10-01T00:00:00+05:45', '3.333333333', 1, expect.closeTo(1.2, 8), '400'],
      ['2026-10-02T00:00:00+05:45', '6.666666666', 2, expect.closeTo(1.5, 8), '1000'],
      ['2026-10-03T00:00:00+05:45', '0', 0, null, null],
      ['2026-10-04T00:00:00+05:45', '3.333333333', 1, 0, null],
    ]);
    expect(answer.body.totals).toEqual({
      ...{ server_cost: '13.333333332', attempts: 4, cost_coverage: expect.closeTo(1.05, 8), ecpm: '700' },
    });
    const { meta } = answer.body;
    expect(meta).toMatchObject({
      ...{ unpriced_share: 0, late_share: 1, rate_version: expect.any(Number) },
      ...{ table: expect.any(String), table_reason: expect.any(String) },
      ...{ elapsed_ms: expect.any(Number), rows_read: expect.any(Number) },
    });
    // Nothing waits, so everything that was acknowledged before the question is in the answer.
    expect(Date.parse(meta.complete_until)).toBeGreaterThanOrEqual(asked - 1000);
  });

  it('without a grain has one row per group, unknown as null', async () => {
    const { columns, rows } = await api.query({
      metrics: ['generations_requested', 'active_users'],
      dimensions: ['model'],
      time_range: october,
    });
    expect(columns.map(({ name, kind }) => [name, kind])).toEqual([
      ['model', 'dimension'],
      ['generations_requested', 'metric'],
      ['active_users', 'metric'],
    ]);
    expect(new Set(rows.map((row) => JSON.stringify(row)))).toEqual(
      new Set(['["m2",1,1]', '[null,1,1]', '["m, \\"3\\"\\n4",1,1]']),
    );
  });

  it('without a grain and dimensions is one row, also where nothing happened', async () => {
    const metrics = ['attempts', 'server_cost', 'block_rate'];
    const time_range = { start: '2020-01-01', end: '2020-02-01' };
    const { rows, totals } = await api.query({ metrics, time_range });
    expect(rows).toEqual([[0, '0', null]]);
    expect(totals).toEqual({ attempts: 0, server_cost: '0', block_rate: null });
  });

  it('gives totals over the whole range whatever the limit, and rows in the order that was asked for', async () => {
    const query = { metrics: ['ad_revenue', 'attempts'], dimensions: ['model'], time_range: october };
    const order_by = [{ field: 'ad_revenue', direction: 'desc' }];
    const first = await api.query({ ...query, order_by, limit: 1 });
    expect(first.rows).toEqual([[null, '10', 1]]);
    expect(first.totals).toEqual({ ad_revenue: '10', attempts: 3 });
    const byName = await api.query({ ...query, order_by: [{ field: 'model', direction: 'asc' }] });
    expect(byName.rows.map(([model]) => model)).toEqual(['m, "3"\n4', 'm2', null]);
  });

  it('counts distinct users of the total by themselves and not as the sum of the rows', async () => {
    const time_range = { start: '2026-09-30', end: '2026-10-05', grain: 'day' as const };
    const { rows, totals } = await api.query({ metrics: ['active_users'], time_range });
    expect(rows.map(([, users]) => users)).toEqual([1, 0, 2, 0, 1]);
    expect(totals).toEqual({ active_users: 3 });
  });

  it('adds the SQL when asked to explain', async () => {
    const query = { metrics: ['attempts'], time_range: october };
    const explained = await api.request('POST', '/v1/query', { json: { ...query, explain: true } });
    expect(explained.text).toMatch(/SELECT/);
    expect((await api.request('POST', '/v1/query', { json: query })).text).not.toMatch(/SELECT/);
  });

  it('tells which part of the events was late', async () => {
    const now = Date.now();
    const at = (minutesAgo: number) => new Date(now - minutesAgo * 60_000).toISOString();
    const attempted = { status: 'succeeded', gpu_seconds: 1, gpu_model: 'H100' };
    const events = [5, 30, 90].map((minutes) =>
      event('generation.completed', at(minutes), 'late', attempted),
    );
    await api.sendEvents(events, '?refresh=wait_for');
    const { meta } = await api.query({ metrics: ['attempts'], time_range: { start: at(120), end: at(-1) } });
    expect(meta.late_share).toBeCloseTo(1 / 3, 9);
    const recent = await api.query({ metrics: ['attempts'], time_range: { start: at(60), end: at(-1) } });
    expect(recent.meta.late_share).toBe(0);
  });
});

describe('a comparison', () => {
  const compared = async (time_range: object, compare_to: string) =>
    (await api.query({ metrics: ['attempts'], time_range: time_range as typeof october, compare_to }))
      .comparison;

  it('with the previous period covers as many days just before', async () => {
    const found = await compared({ start: '2026-10-02', end: '2026-10-05' }, 'previous_period');
    expect(found?.totals).toEqual({ attempts: 2 });
    expect(found?.rows).toEqual([[2]]);
    expect(JSON.stringify(found?.time_range)).toContain('2026-09-29');
    expect(JSON.stringify(found?.time_range)).toContain('2026-10-02');
  });

  it('keeps the grain, row for row', async () => {
    const time_range = { start: '2026-10-02', end: '2026-10-04', grain: 'day' };
    const found = await compared(time_range, 'previous_period');
    expect(found?.rows.map(([, attempts]) => attempts)).toEqual([2, 0]);
    expect(String(found?.rows[0]?.[0])).toContain('2026-09-30T00:00:00');
  });

  it('keeps local days on both sides of a change of the clock', async () => {
    const found = await compared(
      { start: '2026-10-25', end: '2026-10-26', time_zone: 'Europe/Berlin', grain: 'hour' },
      'previous_period',
    );
    expect(found?.rows).toHaveLength(24);
    expect(String(found?.rows[0]?.[0])).toBe('2026-10-24T00:00:00+02:00');
  });

  it('with the previous year is a year before', async () => {
    const found = await compared({ start: '2027-10-01', end: '2027-10-05' }, 'previous_year');
    expect(found?.totals).toEqual({ attempts: 3 });
  });
});

describe('CSV', () => {
  it('has every row and value of the JSON answer, with the same names', async () => {
    const json = {
      metrics: ['server_cost', 'attempts', 'ecpm'],
      dimensions: ['model'],
      time_range: { ...inKathmandu, end: '2026-10-06' },
    };
    const answer = await api.query(json);
    const csv = await api.request('POST', '/v1/query', { json, headers: { accept: 'text/csv' } });
    expect(csv.status).toBe(200);
    expect(csv.headers.get('content-type')).toContain('text/csv');
    const [names, ...rows] = parseCsv(csv.text);
    expect(names).toEqual(answer.columns.map(({ name }) => name));
    expect(rows).toEqual(answer.rows.map((row) => row.map((value) => (value === null ? '' : String(value)))));
    expect(rows.length).toBeGreaterThan(3);
  });

  it('has all rows, also those that a screen would not show', async () => {
    const time_range = { start: '2026-01-01', end: '2026-12-01', grain: '15m' as const };
    const json = { metrics: ['attempts'], time_range };
    const csv = await api.request('POST', '/v1/query', { json, headers: { accept: 'text/csv' } });
    expect(parseCsv(csv.text)).toHaveLength(1 + 334 * 96);
  });

  it('refuses what JSON refuses, as a problem', async () => {
    const json = { metrics: ['no_such_metric'], time_range: october };
    const csv = await api.request('POST', '/v1/query', { json, headers: { accept: 'text/csv' } });
    expect(csv.status).toBe(400);
    expect(csv.headers.get('content-type')).toContain('application/problem+json');
  });
});

describe('a refusal', () => {
  it.each<[string, object, string | undefined]>([
    ['no metrics', { metrics: [] }, undefined],
    ['an unknown metric', { metrics: ['profit'] }, undefined],
    ['an unknown dimension', { dimensions: ['city'] }, undefined],
    ['an unknown field', { metric: 'attempts' }, undefined],
    ['no time range', { time_range: undefined }, undefined],
    ['an end before the start', { time_range: { start: '2026-10-02', end: '2026-10-01' } }, undefined],
    ['a date that does not exist', { time_range: { start: '2026-02-30', end: '2026-10-01' } }, undefined],
    ['an unknown zone', { time_range: { ...october, time_zone: 'Mars/Olympus' } }, undefined],
    ['an unknown grain', { time_range: { ...october, grain: 'minute' } }, undefined],
    ['an unknown time basis', { time_basis: 'receipt' }, undefined],
    [
      'an unknown operator',
      { filters: [{ dimension: 'country', operator: 'like', values: ['D'] }] },
      undefined,
    ],
    [
      'a filter on nothing known',
      { filters: [{ dimension: 'city', operator: 'in', values: ['x'] }] },
      undefined,
    ],
    ['an order by nothing asked for', { order_by: [{ field: 'views', direction: 'asc' }] }, undefined],
    ['an unknown currency', { currency: 'dollars' }, undefined],
    ['a limit of 0', { limit: 0 }, undefined],
    ['a split that cannot be', { metrics: ['attempts'], dimensions: ['stage'] }, 'incompatible_dimension'],
    ['very many groups without a limit', { dimensions: ['generation_id'] }, undefined],
    ['very many groups with too high a limit', { dimensions: ['user_key'], limit: 10_001 }, undefined],
  ])('of %s says what is wrong', async (_, wrong, code) => {
    const right = { metrics: ['attempts'], time_range: october };
    const answer = await api.request('POST', '/v1/query', { json: { ...right, ...wrong } });
    expect(answer.status, answer.text).toBe(400);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(answer.body).toMatchObject({
      status: 400,
      code: code ?? expect.any(String),
      detail: expect.any(String),
    });
    expect(answer.body.detail.length).toBeGreaterThan(10);
  });

  it('of an incompatible split lists the dimensions that can', async () => {
    const json = { metrics: ['attempts', 'decisions'], dimensions: ['stage'], time_range: october };
    const answer = await api.request('POST', '/v1/query', { json });
    expect(answer.body).toMatchObject({ status: 400, code: 'incompatible_dimension' });
    expect(answer.text).toContain('attempts');
    expect(answer.text).toContain('gpu_model');
  });

  it('of a body that is no JSON is 400', async () => {
    const headers = { 'content-type': 'application/json' };
    const answer = await api.request('POST', '/v1/query', { body: '{"metrics":', headers });
    expect(answer.status).toBe(400);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
  });

  it('of a request without a key is 401, of an ingest key 403', async () => {
    const json = { metrics: ['attempts'], time_range: october };
    for (const [key, status] of [
      [null, 401],
      ['wrong-key-0123456789', 401],
      [breakeven.ingestKey, 403],
    ] as const) {
      const answer = await api.request('POST', '/v1/query', { json, key });
      expect(answer.status).toBe(status);
      expect(answer.headers.get('content-type')).toContain('application/problem+json');
    }
  });
});

describe('the catalog', () => {
  it('describes every metric and dimension for people', async () => {
    const { status, body } = await api.request('GET', '/v1/catalog');
    expect(status).toBe(200);
    for (const metric of body.metrics as Json[]) {
      expect(metric).toMatchObject({
        ...{ name: expect.stringMatching(/^[a-z0-9_]+$/), label: expect.stringMatching(/^[A-Ze]/) },
        ...{ description: expect.stringMatching(/\w+ \w+.*\.$/), unit: expect.any(String) },
        dimensions: expect.any(Array),
      });
      expect(metric).toHaveProperty('lower_is_better');
    }
    for (const dimension of body.dimensions as Json[]) {
      expect(dimension).toMatchObject({ name: expect.any(String), label: expect.any(String) });
    }
  });

  it('is part of an OpenAPI 3.1 document that names every address of the contract', async () => {
    const { body } = await api.request('GET', '/openapi.json', { key: null });
    expect(body.openapi).toMatch(/^3\.1\./);
    const paths = [
      '/v1/events',
      '/v1/rates',
      '/v1/fx-rates',
      '/v1/query',
      '/v1/catalog',
      '/v1/ingest/status',
    ];
    expect(Object.keys(body.paths)).toEqual(expect.arrayContaining(paths));
  });
});

/** RFC 4180: quotes doubled, fields may hold line breaks. */
function parseCsv(text: string): string[][] {
  const rows: string[][] = [[]];
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g)) {
    rows.at(-1)?.push(quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"'));
    if (end === '') break;
    if (end !== ',') rows.push([]);
  }
  return rows.filter((row) => row.length > 1 || row[0] !== '');
}
