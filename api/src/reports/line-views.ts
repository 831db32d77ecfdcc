import type { Family } from '../metrics/measure.ts';

/** Where the lines of each family are: one row per event, with all dimensions. */
export const lineViews: Record<Family, string> = {
  count: 'count_lines',
  usage: 'usage_lines',
  blocked_usage: 'blocked_usage_lines',
  revenue: 'revenue_lines',
  users: 'events', // the requests that count, which are events with all dimensions
};
