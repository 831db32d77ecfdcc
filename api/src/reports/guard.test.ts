import { describe, expect, it } from 'vitest';
import { Problem, type ProblemOptions } from '../common/problem.ts';
import { catalog } from '../metrics/catalog.ts';
import { guard } from './guard.ts';
import { normalize } from './normalize.ts';
import { type ReportQuery, reportQuerySchema } from './report-query.ts';

const october = { start: '2026-10-01', end: '2026-11-01' };

function guarded(query: Partial<Record<keyof ReportQuery, unknown>>) {
  const asked = reportQuerySchema.parse({ metrics: ['attempts'], time_range: october, ...query });
  return guard(normalize(asked, { currency: 'USD', timeZone: 'UTC' }, 100_000), catalog);
}

function refusal(query: Parameters<typeof guarded>[0]): ProblemOptions {
  try {
    guarded(query);
  } catch (error) {
    if (error instanceof Problem) return error.problem;
    throw error;
  }
  throw new Error('was not refused');
}

describe('guard', () => {
  it('names the metrics that a mistyped one may mean', () => {
    expect(refusal({ metrics: ['atempts'] })).toMatchObject({
      status: 400,
      code: 'unknown_metric',
      errors: [
        {
          path: 'metrics[0]',
          code: 'unknown_metric',
          message: 'there is no metric "atempts"; did you mean "attempts"?',
        },
      ],
    });
  });

  it('lists everything that is wrong at once', () => {
    const { errors } = refusal({
      metrics: ['clips_kept', 'profit'],
      dimensions: ['stage', 'city'],
      filters: [{ dimension: 'channel', operator: 'in', values: ['feed'] }],
      order_by: [{ field: 'views' }],
    });
    expect(errors?.map(({ path, code }) => [path, code])).toEqual([
      ['metrics[1]', 'unknown_metric'],
      ['dimensions[1]', 'unknown_dimension'],
      ['dimensions', 'incompatible_dimension'],
      ['filters', 'incompatible_dimension'],
      ['order_by[0].field', 'unknown_field'],
    ]);
  });

  it('says by what a metric can be split instead, and which metrics a dimension can split', () => {
    const { code, extra } = refusal({ metrics: ['clips_kept'], dimensions: ['channel'] });
    expect(code).toBe('incompatible_dimension');
    expect(extra).toMatchObject({ metric: 'clips_kept', dimension: 'channel', metrics: ['shares'] });
    expect(extra?.dimensions).toContain('country');
    expect(extra?.dimensions).not.toContain('channel');
  });

  it('wants a limit for a split with very many values', () => {
    expect(refusal({ dimensions: ['user_key'] }).code).toBe('limit_required');
    expect(refusal({ dimensions: ['user_key'], limit: 10_001 }).code).toBe('limit_required');
    expect(guarded({ dimensions: ['user_key'], limit: 10_000 }).limit).toBe(10_000);
    expect(
      guarded({ filters: [{ dimension: 'user_key', operator: 'in', values: ['x'] }] }).filters,
    ).toHaveLength(1);
  });

  it('finds what a metric is computed from, operands first and everything once', () => {
    const { computed, measures } = guarded({ metrics: ['margin_rate', 'cost_coverage', 'ad_revenue'] });
    expect(computed.map(({ name }) => name)).toEqual([
      'ad_revenue',
      'server_cost',
      'margin',
      'margin_rate',
      'cost_coverage',
    ]);
    expect(measures.map(({ name }) => name)).toEqual(['ad_revenue', 'server_cost']);
  });
});
