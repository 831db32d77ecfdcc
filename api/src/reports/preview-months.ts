import type { ReportAnswer, Value } from './report-answer.ts';
import type { ReportQuery } from './report-query.ts';

/** What the usage of one resource costs in one UTC month, with the rates of today and with some more. */
export interface MonthCost {
  /** YYYY-MM */
  month: string;
  resource: string;
  /** Decimal strings; null = nothing of it has a price. */
  cost_now: string | null;
  cost_then: string | null;
  /** ISO 4217. */
  currency: string;
}

/** The question whose two answers make a preview: cost by UTC month and resource from an instant (ms since 1970) on. */
export function previewQuery(from: number, resources: readonly string[]): ReportQuery {
  const month = `${new Date(from).toISOString().slice(0, 7)}-01`;
  return {
    metrics: ['server_cost'],
    dimensions: ['resource'],
    time_range: { start: month, end: '2106-01-01', grain: 'month', time_zone: 'UTC' },
    time_basis: 'event',
    filters: [{ dimension: 'resource', operator: 'in', values: [...resources] }],
    order_by: [
      { field: 'time', direction: 'asc' },
      { field: 'resource', direction: 'asc' },
    ],
    explain: false,
  };
}

/** Puts the two answers side by side. A price does not change which months and resources there are. */
export function previewMonths(
  now: Pick<ReportAnswer, 'rows'>,
  then: Pick<ReportAnswer, 'rows'>,
  currency: string,
): MonthCost[] {
  return now.rows.map(([time, resource, cost], i) => ({
    month: String(time).slice(0, 7),
    resource: String(resource),
    cost_now: cost as Value & (string | null),
    cost_then: then.rows[i]![2] as Value & (string | null),
    currency,
  }));
}
