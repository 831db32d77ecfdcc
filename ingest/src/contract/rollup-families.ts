import type { RollupFamily } from './rollup-sets.ts';

/** Columns of `rollups` that tell rows of one grouping set apart, besides family, dimension, bucket and value. */
export const ROLLUP_KEYS = [
  'usage_bucket',
  'resource',
  'gpu_model',
  'gpu_region',
  'price_stage',
  'price_classifier',
  'currency',
] as const;

/** The columns of `rollups` that are summed: name -> ClickHouse type. Those that a family does not have are 0. */
export const ROLLUP_MEASURES = {
  quantity: 'Decimal(38, 18)',
  lines: 'UInt64',
  revenue_micros: 'Decimal(38, 0)',
  events: 'UInt64',
  late_events: 'UInt64',
  attempts: 'UInt64',
  failed_attempts: 'UInt64',
  decisions: 'UInt64',
  blocks: 'UInt64',
  reviews: 'UInt64',
  automated_decisions: 'UInt64',
  shares: 'UInt64',
  views: 'UInt64',
  ad_impressions: 'UInt64',
  generations_requested: 'UInt64',
  clips_shown: 'UInt64',
  clips_kept: 'UInt64',
  clips_posted: 'UInt64',
  clips_shared: 'UInt64',
  blocked_generations: 'UInt64',
} as const;

export type RollupKey = (typeof ROLLUP_KEYS)[number];
export type RollupMeasure = keyof typeof ROLLUP_MEASURES;

/** Of which view of lines, by which columns and with which measures each family is rolled up. */
export const ROLLUP_FAMILIES: Readonly<
  Record<RollupFamily, { view: string; keys: readonly RollupKey[]; measures: readonly RollupMeasure[] }>
> = {
  usage: {
    view: 'usage_lines',
    keys: ['usage_bucket', 'resource', 'gpu_model', 'gpu_region', 'price_stage', 'price_classifier'],
    measures: ['quantity', 'lines'],
  },
  blocked_usage: {
    view: 'blocked_usage_lines',
    keys: ['usage_bucket', 'resource', 'gpu_model', 'gpu_region', 'price_stage', 'price_classifier'],
    measures: ['quantity', 'lines'],
  },
  revenue: { view: 'revenue_lines', keys: ['currency'], measures: ['revenue_micros'] },
  count: {
    view: 'count_lines',
    keys: [],
    measures: [
      'events',
      'late_events',
      'attempts',
      'failed_attempts',
      'decisions',
      'blocks',
      'reviews',
      'automated_decisions',
      'shares',
      'views',
      'ad_impressions',
      'generations_requested',
      'clips_shown',
      'clips_kept',
      'clips_posted',
      'clips_shared',
      'blocked_generations',
    ],
  },
};
