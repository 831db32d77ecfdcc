import { describe, expect, it } from 'vitest';
import { catalog } from '../../metrics/catalog.ts';
import { guard } from '../guard.ts';
import { normalize } from '../normalize.ts';
import { plan } from '../plan.ts';
import { priceSheet } from '../price-sheet.ts';
import { type ReportQuery, reportQuerySchema } from '../report-query.ts';
import type { CompileOptions } from './compile.ts';

const october = { start: '2026-10-01', end: '2026-11-01' };
const sheet = priceSheet({ rates: [], fxRates: [] }, 'USD');

function planOf(
  query: Partial<Record<keyof ReportQuery, unknown>>,
  options: CompileOptions = { rowsMax: 100 },
) {
  const asked = reportQuerySchema.parse({ time_range: october, ...query });
  const report = guard(normalize(asked, { currency: 'USD', timeZone: 'UTC' }, 10_000), catalog);
  return plan(report, sheet, options);
}

describe('the SQL of what pages ask', () => {
  // One file a question, so that a review sees what a change does to the SQL.
  it.each<[string, Partial<Record<keyof ReportQuery, unknown>>]>([
    [
      'economics by day',
      {
        metrics: ['server_cost', 'ad_revenue', 'margin', 'break_even_ecpm', 'ecpm'],
        time_range: { ...october, grain: 'day', time_zone: 'Asia/Kathmandu' },
      },
    ],
    ['cost by resource', { metrics: ['server_cost', 'unpriced_share'], dimensions: ['resource'] }],
    [
      'cost per outcome by model',
      { metrics: ['cost_per_generation', 'cost_per_kept_clip', 'clips_kept'], dimensions: ['model'] },
    ],
    ['block rate by stage', { metrics: ['decisions', 'block_rate'], dimensions: ['stage'] }],
    [
      'blocked cost by stage in a country',
      {
        metrics: ['blocked_cost'],
        dimensions: ['stage'],
        filters: [{ dimension: 'country', operator: 'in', values: ['DE', null] }],
      },
    ],
    ['users by day', { metrics: ['active_users'], time_range: { ...october, grain: 'day' } }],
    [
      'a cohort by country and platform',
      { metrics: ['margin_rate'], dimensions: ['country', 'platform'], time_basis: 'generation' },
    ],
    [
      'what users cost',
      {
        metrics: ['server_cost', 'generations_requested'],
        dimensions: ['user_key'],
        order_by: [{ field: 'server_cost', direction: 'desc' }],
        limit: 100,
      },
    ],
  ])('%s', async (name, query) => {
    const { sql, table, tableReason } = planOf(query);
    const text = `-- Reads ${table}: ${tableReason}\n${sql}\n`;
    await expect(text).toMatchFileSnapshot(`snapshots/${name.replaceAll(' ', '-')}.sql`);
  });
});

describe('compile', () => {
  it('keeps every value of the caller out of the text', () => {
    const evil = `x') OR 1=1 --`;
    const { sql, parameters } = planOf({
      metrics: ['server_cost'],
      filters: [{ dimension: 'country', operator: 'in', values: [evil] }],
    });
    expect(sql).not.toContain(evil);
    expect(parameters.filter_0).toEqual([evil]);
  });

  it('keeps the values of each filter, also where a family leaves one out', () => {
    const { parameters } = planOf({
      metrics: ['server_cost'],
      filters: [
        { dimension: 'resource', operator: 'in', values: ['gpu'] },
        { dimension: 'country', operator: 'not_in', values: ['DE'] },
      ],
    });
    expect([parameters.filter_0, parameters.filter_1]).toEqual([['gpu'], ['DE']]);
  });

  it('never lets a breakdown stand in for the column that a filter of the quality figures needs', () => {
    const { sql } = planOf({
      metrics: ['decisions'],
      dimensions: ['stage', 'policy'],
      filters: [{ dimension: 'stage', operator: 'in', values: ['video'] }],
    });
    expect(sql).not.toMatch(/'' AS stage/);
  });

  it('sends the prices of the range alone, but all earlier ones for what blocked generations had used', () => {
    const fxRates = [1, 2, 3].map((day) => ({
      ...{ id: day, date: `2026-0${day}-01`, base: 'EUR', quote: 'USD', rate: `1.${day}`, createdAt: 0 },
    }));
    const rates = [
      {
        ...{ id: 1, resource: 'gpu' as const, match: {}, unit: 'gpu_hour', price: '1', currency: 'EUR' },
        ...{ months: null, validFrom: 0, createdAt: 0 },
      },
    ];
    const periods = (metric: string) => {
      const time_range = { start: '2026-02-10', end: '2026-02-20' };
      const asked = reportQuerySchema.parse({ metrics: [metric], time_range });
      const report = guard(normalize(asked, { currency: 'USD', timeZone: 'UTC' }, 10_000), catalog);
      const { parameters } = plan(report, priceSheet({ rates, fxRates }, 'USD'), { rowsMax: 1 });
      return (parameters.usage_price_periods as number[]).map((at) =>
        new Date(at * 1000).toISOString().slice(0, 10),
      );
    };
    expect(periods('server_cost')).toEqual(['2026-02-01']);
    expect(periods('blocked_cost')).toEqual(['1970-01-01', '2026-01-01', '2026-02-01']);
  });
});
