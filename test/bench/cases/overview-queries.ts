import { DAY_MS } from '../traffic/day-of-traffic.ts';

const TILES = [
  'margin',
  'server_cost',
  'ad_revenue',
  'cost_per_generation',
  'revenue_per_generation',
  'blocked_cost',
];
const RESOURCES = ['gpu_cost', 'moderation_cost', 'review_cost', 'delivery_cost', 'storage_cost'];
const OTHERS = ['ecpm', 'break_even_ecpm', 'generations_requested', 'ad_impressions', 'unpriced_share'];

/**
 * What the Overview asks when it is opened, as bodies of POST /v1/query: the last 30 days by day beside the 30 days before,
 * the cost by model, and what blocks cost by stage.
 * @param today the day on which it is opened, in milliseconds since 1970
 */
export function overviewQueries(today: number): unknown[] {
  const date = (time: number) => new Date(time).toISOString().slice(0, 10);
  const range = { start: date(today - 29 * DAY_MS), end: date(today + DAY_MS), time_zone: 'UTC' };
  const first = (field: string) => [{ field, direction: 'desc' }];
  return [
    {
      metrics: [...TILES, ...RESOURCES, ...OTHERS],
      time_range: { ...range, grain: 'day' },
      compare_to: 'previous_period',
    },
    {
      metrics: ['server_cost', 'margin', 'cost_per_generation'],
      dimensions: ['model'],
      ...{ time_range: range, order_by: first('server_cost'), limit: 1000 },
    },
    {
      metrics: ['blocked_cost', 'blocks', 'block_rate'],
      dimensions: ['stage'],
      ...{ time_range: range, order_by: first('blocked_cost') },
    },
  ];
}
