import { describe, expect, it } from 'vitest';
import { catalog } from '../metrics/catalog.ts';
import type { DimensionName } from '../metrics/dimension.ts';
import { chooseTable, tableNames } from './choose-table.ts';
import type { Grain } from './grain.ts';
import { guard } from './guard.ts';
import { normalize } from './normalize.ts';
import { reportQuerySchema } from './report-query.ts';

interface Case {
  metrics: string[];
  by?: DimensionName[];
  where?: DimensionName[];
  start?: string;
  grain?: Grain;
  zone?: string;
  basis?: 'generation';
}

function choiceOf({
  metrics,
  by = [],
  where = [],
  start = '2026-10-01',
  grain,
  zone = 'UTC',
  basis = undefined,
}: Case) {
  const query = reportQuerySchema.parse({
    ...{ metrics, dimensions: by, time_basis: basis ?? 'event', limit: 10 },
    time_range: { start, end: '2026-11-01', time_zone: zone, ...(grain && { grain }) },
    filters: where.map((dimension) => ({ dimension, operator: 'in', values: ['x'] })),
  });
  const report = guard(normalize(query, { currency: 'USD', timeZone: 'UTC' }, 100_000), catalog);
  const choice = chooseTable(report, report.measures, [...by, ...where]);
  return { choice, names: tableNames(choice, report.measures) };
}

describe('chooseTable', () => {
  it.each<[string, Case, Record<string, string>]>([
    ['a total', { metrics: ['margin'] }, { usage: '', revenue: '' }],
    ['one dimension', { metrics: ['margin'], by: ['country'] }, { usage: 'country', revenue: 'country' }],
    [
      'a filter on the same one',
      { metrics: ['margin'], by: ['model'], where: ['model'] },
      { usage: 'model', revenue: 'model' },
    ],
    ['a filter instead of a breakdown', { metrics: ['blocks'], where: ['policy'] }, { count: 'policy' }],
    [
      'the columns of a price, which every set has',
      { metrics: ['gpu_cost'], by: ['gpu_model', 'gpu_region'] },
      { usage: '' },
    ],
    [
      'these columns beside one dimension',
      { metrics: ['server_cost'], by: ['country', 'resource'] },
      { usage: 'country' },
    ],
    [
      'the stage of usage, which is a column of its price',
      { metrics: ['server_cost'], by: ['stage'] },
      { usage: '' },
    ],
    ['the classifier of checks', { metrics: ['moderation_cost'], by: ['classifier'] }, { usage: '' }],
    ['the stage of a block', { metrics: ['blocked_cost'], by: ['stage'] }, { blocked_usage: 'stage' }],
    [
      'the stage of a block, by GPU',
      { metrics: ['blocked_cost'], by: ['stage', 'gpu_model'] },
      { blocked_usage: 'stage' },
    ],
    [
      'days of a zone 5:45 from UTC',
      { metrics: ['views'], grain: 'day', zone: 'Asia/Kathmandu' },
      { count: '' },
    ],
    ['users beside counts', { metrics: ['attempts', 'active_users'] }, { count: '' }],
  ])('takes the rollups for %s', (_, asked, sets) => {
    expect(choiceOf(asked).choice).toEqual({ table: 'rollups', reason: 'rolled_up', sets });
  });

  it.each<[string, Case, string]>([
    ['the cohort view', { metrics: ['margin'], basis: 'generation' }, 'generation_basis_not_rolled_up'],
    [
      'a range that starts within a quarter of an hour',
      { metrics: ['margin'], start: '2026-10-01T00:07:00Z' },
      'range_not_on_15_minutes',
    ],
    // Liberia was 44 minutes and 30 seconds from UTC.
    [
      'days that start within a quarter of an hour',
      { metrics: ['views'], grain: 'day', zone: 'Africa/Monrovia', start: '1971-12-30T00:00:00Z' },
      'grain_not_on_15_minutes',
    ],
    ['two dimensions', { metrics: ['margin'], by: ['country', 'model'] }, 'needs_two_dimensions'],
    [
      'a breakdown and another filter',
      { metrics: ['margin'], by: ['country'], where: ['model'] },
      'needs_two_dimensions',
    ],
    [
      'GPU model and region of counts, which are sets of their own',
      { metrics: ['attempts'], by: ['gpu_model', 'gpu_region'] },
      'needs_two_dimensions',
    ],
    ['a dimension without a set', { metrics: ['margin'], by: ['app_version'] }, 'dimension_not_rolled_up'],
    ['a filter without a set', { metrics: ['margin'], where: ['user_key'] }, 'dimension_not_rolled_up'],
    [
      'the classifier of human review, which is no column of its price',
      { metrics: ['server_cost'], by: ['classifier'] },
      'dimension_not_rolled_up',
    ],
    [
      'one family of several',
      { metrics: ['blocked_cost', 'decisions'], by: ['classifier_version'] },
      'dimension_not_rolled_up',
    ],
    ['users alone', { metrics: ['active_users'] }, 'distinct_users_not_rolled_up'],
  ])('takes lines for %s', (_, asked, reason) => {
    expect(choiceOf(asked).choice).toEqual({ table: 'lines', reason });
  });

  it('names what is read', () => {
    expect(choiceOf({ metrics: ['margin', 'active_users'] }).names).toBe('rollups, events');
    expect(choiceOf({ metrics: ['ecpm'], by: ['ad_network'] }).names).toBe('revenue_lines, count_lines');
  });
});
