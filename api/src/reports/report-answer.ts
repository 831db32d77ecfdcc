import type { Grain } from './grain.ts';

/** Text for times, dimensions and money, numbers for the rest; null = unknown or undefined (0/0). */
export type Value = string | number | null;

export interface Column {
  name: string;
  kind: 'time' | 'dimension' | 'metric';
  /** Of metrics: a currency (ISO 4217), or the catalog's unit. */
  unit?: string;
}

/** The answer of POST /v1/query. */
export interface ReportAnswer {
  columns: Column[];
  rows: Value[][];
  /** Over the whole range, whatever the limit; ratios as ratio of sums. */
  totals: Record<string, Value>;
  comparison?: Comparison;
  meta: ReportMeta;
  /** With `explain`. */
  sql?: string;
  sql_parameters?: Record<string, unknown>;
}

/** The same columns for another range. */
export interface Comparison {
  time_range: AnsweredRange;
  rows: Value[][];
  totals: Record<string, Value>;
}

export interface AnsweredRange {
  /** RFC 3339 with the offset of the time zone. */
  start: string;
  end: string;
  grain?: Grain;
  time_zone: string;
}

export interface ReportMeta {
  /** Every event acknowledged before this instant is counted. */
  complete_until: string;
  /** Part of the usage lines of the range and filters that has no price. */
  unpriced_share: number;
  /** Part of the events of the range and filters that came in more than an hour after they happened. */
  late_share: number;
  rate_version: number;
  table: string;
  table_reason: string;
  elapsed_ms: number;
  rows_read: number;
  /** What the query was understood as, where it left something open. */
  currency: string;
  time_range: AnsweredRange;
}
