import { catalog } from '@breakeven/api/metrics/catalog';
import { compile } from '@breakeven/api/reports/compile/compile';
import { guard } from '@breakeven/api/reports/guard';
import { normalize } from '@breakeven/api/reports/normalize';
import { plan } from '@breakeven/api/reports/plan';
import { priceSheet } from '@breakeven/api/reports/price-sheet';
import { defaultQueryLimits } from '@breakeven/api/reports/query-limits';
import { reportQuerySchema } from '@breakeven/api/reports/report-query';
import { run } from '@breakeven/api/reports/run';
import { createClickHouseClients } from '@breakeven/api/stores/clickhouse-clients';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { anEvent, IngestLab } from '../support/ingest-lab.ts';
import type { Rate } from '../support/reference/rate.ts';
import type { RawEvent } from '../support/reference/raw-event.ts';
import { type AskedQuery, knownRate, reportsLab } from '../support/reports-lab.ts';
import { type StartedClickHouse, startClickHouse } from '../support/start-clickhouse.ts';
import { eventStream } from '../support/streams/event-stream.ts';

let clickHouse: StartedClickHouse;
let lab: IngestLab;

beforeAll(async () => {
  clickHouse = await startClickHouse();
  lab = new IngestLab(clickHouse.client);
});
afterAll(() => clickHouse?.stop());

const october = { start: '2026-10-01', end: '2026-11-01' };
const gpuRate = (price: string, more: Partial<Rate> = {}): Rate => ({
  ...{ resource: 'gpu', match: {}, unit: 'gpu_hour', price, currency: 'USD' },
  ...{ valid_from: '2026-01-01T00:00:00Z', ...more },
});
const attempt = (subject: string, data: object = {}, minute = 0) =>
  anEvent(
    'generation.completed',
    minute,
    { status: 'succeeded', gpu_seconds: 3600, gpu_model: 'H100', ...data },
    { subject },
  );
const request = (subject: string, data: object = {}, minute = 0) =>
  anEvent('generation.requested', minute, { user_id: `u ${subject}`, ...data }, { subject });

async function store(...events: RawEvent[]): Promise<void> {
  await lab.clear();
  await lab.write(events);
  await lab.settle();
}

describe('rollups', () => {
  const windows: [string, string][] = [['2026-09-30T20:00:00Z', '2026-10-02T06:00:00Z']];
  const stream = eventStream({ seed: 4242, events: 1500, windows });

  beforeAll(async () => {
    const invalid = new Set(stream.invalid.map(({ event }) => event));
    await store(...(stream.arrivals.filter((event) => !invalid.has(event)) as RawEvent[]));
  });

  const sheet = priceSheet(
    {
      rates: stream.rates.map(knownRate),
      fxRates: stream.fxRates.map((fx, id) => ({ ...fx, id, createdAt: 0 })),
    },
    'USD',
  );

  const understood = (query: AskedQuery) => {
    const asked = reportQuerySchema.parse({ ...query, limit: 10_000 });
    return guard(normalize(asked, { currency: 'USD', timeZone: 'UTC' }, 10_000), catalog);
  };
  const isRolledUp = (query: AskedQuery) =>
    plan(understood(query), sheet, { rowsMax: 1 }).tableReason === 'rolled_up';

  /** Asks rollups and lines the same and fails on any difference. Answers how many rows there are. */
  async function expectEqualRows(query: AskedQuery): Promise<number> {
    const report = understood(query);
    const options = { rowsMax: 10_000 };
    const rolledUp = plan(report, sheet, options);
    expect(rolledUp.tableReason).toBe('rolled_up');
    const lines = compile(report, { table: 'lines', reason: 'needs_two_dimensions' }, sheet, options);
    const [found, right] = await Promise.all(
      [rolledUp, lines].map((compiled) => run(lab.client, compiled, { limits: defaultQueryLimits })),
    );
    expect(found?.rows, JSON.stringify(query)).toEqual(right?.rows);
    return found?.rows.length ?? 0;
  }

  it('give every metric of every breakdown exactly as the lines do', async () => {
    const ranges = [
      { start: '2026-09-30T20:15:00Z', end: '2026-10-02' },
      { ...october, start: '2026-09-30', grain: 'hour' as const, time_zone: 'Asia/Kathmandu' },
    ];
    const compared = new Set<string>();
    for (const dimensions of [[], ...[...catalog.dimensions.keys()].map((name) => [name])]) {
      const metrics = [...catalog.metrics.values()]
        .filter((metric) => dimensions.every((name) => (metric.dimensions as string[]).includes(name)))
        .map(({ name }) => name)
        .filter((name) => isRolledUp({ metrics: [name], dimensions, time_range: october }));
      if (metrics.length === 0) continue;
      for (const time_range of ranges) {
        expect(await expectEqualRows({ metrics, dimensions, time_range })).toBeGreaterThan(1);
      }
      for (const name of metrics) compared.add(`${name} by ${dimensions}`);
    }
    expect(compared.size).toBeGreaterThan(150);
  });

  it('give a filtered breakdown and the quality figures exactly as the lines do', async () => {
    for (const dimension of ['country', 'model', 'variant']) {
      for (const operator of ['in', 'not_in']) {
        const filters = [{ dimension, operator, values: ['DE', 'm1', 'a', null] }];
        const metrics = ['margin', 'clips_kept', 'blocked_cost', 'unpriced_share'];
        const rows = await expectEqualRows({
          ...{ metrics, dimensions: [dimension], filters, time_range: { ...october, start: '2026-09-30' } },
        });
        expect(rows).toBeGreaterThan(1);
      }
    }
  });
});

describe('money', () => {
  it('that lies exactly between two last decimals is rounded to the even one, whatever it was divided by', async () => {
    // A 3,600th of these is 1.5, 2.5 and 3.5 times 10^-9: no finite decimal holds the price of one second.
    const seconds = { a: '0.0000054', b: '0.000009', c: '0.0000126' };
    await store(
      ...Object.entries(seconds).flatMap(([model, gpu_seconds]) => [
        request(model, { model }),
        attempt(model, { gpu_seconds: Number(gpu_seconds) }),
      ]),
    );
    const { rows, totals } = await reportsLab(lab.client, [gpuRate('1')]).run({
      metrics: ['gpu_cost', 'cost_per_generation'],
      dimensions: ['model'],
      time_range: october,
      order_by: [{ field: 'model', direction: 'asc' }],
    });
    expect(rows).toEqual([
      ['a', '0.000000002', '0.000000002'],
      ['b', '0.000000002', '0.000000002'],
      ['c', '0.000000004', '0.000000004'],
    ]);
    // The total is of the sums and not of the rounded rows.
    expect(totals).toEqual({ gpu_cost: '0.000000008', cost_per_generation: '0.000000002' });
  });

  it('of very large and very small sums keeps every digit', async () => {
    await store(attempt('a', { gpu_seconds: 3_600_000_000 }), attempt('b', { gpu_seconds: 0.0000036 }));
    const { totals } = await reportsLab(lab.client, [gpuRate('999.999999999')]).run({
      metrics: ['gpu_cost'],
      time_range: october,
    });
    expect(totals.gpu_cost).toBe('999999999.999001');
  });

  it('is priced by the rate with most match keys, then the first key of the contract, then the latest start', async () => {
    await store(
      attempt('a', { gpu_region: 'eu' }),
      attempt('b', { gpu_region: 'us' }),
      attempt('c', { gpu_model: 'A100', gpu_region: 'eu' }),
      attempt('d', { gpu_model: 'L40S' }),
    );
    const rates = [
      gpuRate('1'),
      gpuRate('2', { valid_from: '2026-02-01T00:00:00Z' }),
      gpuRate('3', { match: { gpu_region: 'eu' } }),
      gpuRate('4', { match: { gpu_model: 'H100' } }),
      gpuRate('5', { match: { gpu_model: 'H100', gpu_region: 'eu' } }),
      gpuRate('6', { valid_from: '2026-10-01T12:15:00Z' }),
    ];
    const { rows } = await reportsLab(lab.client, rates).run({
      metrics: ['gpu_cost'],
      dimensions: ['gpu_model', 'gpu_region'],
      time_range: october,
    });
    expect(rows).toEqual([
      ['H100', 'eu', '5'],
      ['H100', 'us', '4'],
      ['A100', 'eu', '3'],
      ['L40S', null, '2'],
    ]);
  });

  it('never prices an unknown GPU by the rate of a known one', async () => {
    await store(attempt('a', { gpu_region: undefined }));
    const rates = [gpuRate('1', { match: { gpu_region: 'eu' } })];
    const { totals } = await reportsLab(lab.client, rates).run({
      metrics: ['gpu_cost', 'unpriced_share'],
      time_range: october,
    });
    expect(totals).toEqual({ gpu_cost: null, unpriced_share: 1 });
  });
});

describe('an answer', () => {
  beforeAll(async () => {
    const generations = ['DE', 'DE', 'DE', 'US', 'US', 'NP'].map((country, i) => ({ id: `g${i}`, country }));
    await store(
      ...generations.flatMap(({ id, country }, i) => [
        request(id, { country }, -1440),
        attempt(id, {}, -1430),
        ...(i < 4 ? [request(`later ${id}`, { country: i === 3 ? 'NP' : country })] : []),
      ]),
    );
  });

  it('that a limit cuts off compares the same groups, not those that were the largest then', async () => {
    const { rows, comparison, totals } = await reportsLab(lab.client).run({
      metrics: ['generations_requested'],
      dimensions: ['country'],
      time_range: { start: '2026-10-01', end: '2026-10-02' },
      order_by: [{ field: 'generations_requested', direction: 'asc' }],
      limit: 1,
      compare_to: 'previous_period',
    });
    expect(rows).toEqual([['NP', 1]]);
    expect(totals).toEqual({ generations_requested: 4 });
    expect(comparison?.rows).toEqual([['NP', 1]]);
    expect(comparison?.totals).toEqual({ generations_requested: 6 });
  });

  it('compares groups of two dimensions in the same way', async () => {
    const { rows, comparison } = await reportsLab(lab.client).run({
      metrics: ['generations_requested'],
      dimensions: ['country', 'platform'],
      time_range: { start: '2026-10-01', end: '2026-10-02' },
      limit: 1,
      compare_to: 'previous_period',
    });
    expect(rows).toEqual([['DE', null, 3]]);
    expect(comparison?.rows).toEqual([['DE', null, 3]]);
  });

  it('has undefined values last, in either direction', async () => {
    const countries = async (direction: 'asc' | 'desc') => {
      const { rows } = await reportsLab(lab.client, [gpuRate('1')]).run({
        metrics: ['cost_per_shown_clip', 'server_cost'],
        dimensions: ['country'],
        time_range: { start: '2026-09-30', end: '2026-10-02' },
        order_by: [
          { field: 'cost_per_shown_clip', direction },
          { field: 'server_cost', direction },
        ],
      });
      return rows;
    };
    expect(await countries('asc')).toEqual([
      ['NP', null, '1'],
      ['US', null, '2'],
      ['DE', null, '3'],
    ]);
    expect((await countries('desc')).map(([country]) => country)).toEqual(['DE', 'US', 'NP']);
  });

  it('comes row by row as it comes at once', async () => {
    const query = reportQuerySchema.parse({
      metrics: ['server_cost', 'attempts'],
      dimensions: ['country'],
      time_range: { ...october, start: '2026-09-30', grain: 'hour', time_zone: 'Asia/Kathmandu' },
    });
    const { service } = reportsLab(lab.client, [gpuRate('1')]);
    const streamed = await service.stream(query);
    const rows = [];
    for await (const row of streamed.rows) rows.push(row);
    const answer = await service.run(query);
    expect(rows).toEqual(answer.rows);
    expect(streamed.columns).toEqual(answer.columns);
    expect(rows.length).toBeGreaterThan(2);
  });

  it('previews what added rates would cost, for their resources and from their first month on', async () => {
    const { service } = reportsLab(lab.client, [gpuRate('2')]);
    const {
      id: _,
      createdAt: __,
      ...added
    } = knownRate(gpuRate('3', { valid_from: '2026-09-30T12:00:00Z' }));
    expect(await service.previewCost([added])).toEqual([
      { month: '2026-09', resource: 'gpu', cost_now: '12', cost_then: '18', currency: 'USD' },
    ]);
    const october1 = { ...added, validFrom: Date.parse('2026-10-01T00:00:00Z') };
    expect(await service.previewCost([october1])).toEqual([]);
  });
});

describe('a query that costs too much', () => {
  beforeEach(async () => store(attempt('a')));

  it.each([
    ['query_too_large', { readRowsMax: 1 }, 'SELECT count() FROM numbers(1000000)'],
    ['query_too_large', { memoryBytesMax: 1_000_000 }, 'SELECT groupArray(number) FROM numbers(10000000)'],
    [
      'query_too_slow',
      { executionSecondsMax: 1 },
      'SELECT sleepEachRow(0.5) FROM numbers(20) SETTINGS max_block_size = 1',
    ],
  ])('is refused as %s', async (code, tighter, sql) => {
    const asked = run(lab.client, { sql, parameters: {} }, { limits: { ...defaultQueryLimits, ...tighter } });
    await expect(asked).rejects.toMatchObject({ problem: { status: 422, code } });
  });

  it('ends in the store when its caller goes away', async () => {
    const { reader, writer } = createClickHouseClients(clickHouse.access);
    const running = async () => {
      const query = `SELECT count() AS n FROM system.processes WHERE query LIKE '%sleepEachRow(0.25)%' AND query NOT LIKE '%processes%'`;
      const [row] = await (await writer.query({ query, format: 'JSONEachRow' })).json<{ n: string }>();
      return Number(row!.n);
    };
    const gone = new AbortController();
    const asked = run(
      reader,
      { sql: 'SELECT sleepEachRow(0.25) FROM numbers(100) SETTINGS max_block_size = 1', parameters: {} },
      { limits: defaultQueryLimits, signal: gone.signal },
    );
    const refused = expect(asked).rejects.toMatchObject({ problem: { code: 'cancelled' } });
    await expect.poll(running).toBe(1);
    gone.abort();
    await refused;
    await expect.poll(running, { timeout: 3000 }).toBe(0);
    await Promise.all([reader.close(), writer.close()]);
  });
});
