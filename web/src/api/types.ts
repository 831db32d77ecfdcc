/** A value of an answer: money is a decimal string, a count or ratio a number, undefined is null. */
export type Value = string | number | null;

export type Grain = '15m' | 'hour' | 'day' | 'week' | 'month' | 'quarter' | 'year';

export interface Filter {
  dimension: string;
  operator: 'in' | 'not_in';
  /** null is the group of events whose value is unknown. */
  values: (string | null)[];
}

export interface TimeRange {
  /** A date (midnight in `time_zone`) or an instant; the start is in, the end is out. */
  start: string;
  end: string;
  grain?: Grain;
  time_zone: string;
}

/** The body of `POST /v1/query`. */
export interface ReportQuery {
  metrics: string[];
  dimensions?: string[];
  time_range: TimeRange;
  filters?: Filter[];
  compare_to?: 'previous_period';
  order_by?: { field: string; direction: 'asc' | 'desc' }[];
  limit?: number;
  currency?: string;
  explain?: boolean;
}

export interface Column {
  name: string;
  kind: 'time' | 'dimension' | 'metric';
  /** The currency of money columns, else the unit of the catalog. */
  unit?: string;
}

export interface ReportMeta {
  complete_until: string;
  unpriced_share: number | null;
  late_share: number | null;
  rate_version: number;
  table: string;
  table_reason: string;
  elapsed_ms: number;
  rows_read: number;
  sql?: string;
}

/** The answer of `POST /v1/query`. */
export interface ReportAnswer {
  columns: Column[];
  rows: Value[][];
  totals: Record<string, Value>;
  comparison?: { time_range: TimeRange; rows: Value[][]; totals: Record<string, Value> };
  meta: ReportMeta;
}

export interface Metric {
  name: string;
  label: string;
  description: string;
  unit: string;
  lower_is_better?: boolean | null;
  /** What it may be split and filtered by. */
  dimensions: string[];
  /** The sum over any breakdown is the total. */
  additive: boolean;
  estimated: boolean;
}

export interface Dimension {
  name: string;
  label: string;
  description: string;
}

export interface Catalog {
  metrics: Metric[];
  dimensions: Dimension[];
}

export interface Session {
  user: { email: string | null; role: 'admin' | 'viewer' };
  has_password: boolean;
}

export interface Settings {
  reporting_currency: string;
  reporting_time_zone: string;
  sample_data: boolean;
}

export type Resource = 'gpu' | 'moderation_check' | 'human_review' | 'delivery' | 'storage';

export interface NewRate {
  resource: Resource;
  match: Record<string, string>;
  unit: string;
  /** Decimal string, so that no digit is lost on the way. */
  price: string;
  currency: string;
  months?: string;
  /** UTC, on a 15-minute mark. */
  valid_from: string;
}

export interface Rate extends NewRate {
  id: number;
  created_at: string;
}

/** What the cost of one month would become if a rate were added. */
export interface RatePreviewMonth {
  month: string;
  resource: string;
  cost_now: string | null;
  cost_then: string | null;
  currency: string;
}

export interface NewFxRate {
  date: string;
  base: string;
  quote: string;
  rate: string;
}

export interface FxRate extends NewFxRate {
  created_at: string;
}

export type Scope = 'ingest' | 'read' | 'admin';

export interface ApiKey {
  id: string;
  name: string;
  scopes: Scope[];
  created_at: string;
  last_used_at: string | null;
  prefix: string;
}

export interface Onboarding {
  has_events: boolean;
  ingest_key: string | null;
}

export interface SampleData {
  status: 'none' | 'loading' | 'complete' | 'failed';
  events_sent: number;
  events_total: number;
  message?: string;
}
