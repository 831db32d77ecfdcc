import type { Temporal } from 'temporal-polyfill';
import type { Filter } from './filter.ts';
import type { Grain } from './grain.ts';
import type { ReportQuery } from './report-query.ts';
import type { TimeGrid } from './time-grid.ts';

/** From `start` to before `end`. */
export interface Range {
  start: Temporal.Instant;
  end: Temporal.Instant;
}

/** What a query leaves open: settings of the workspace. */
export interface QueryDefaults {
  /** ISO 4217. */
  currency: string;
  /** IANA name. */
  timeZone: string;
}

/** A query without anything left open. Names are still only names. */
export interface NormalizedQuery {
  metrics: string[];
  dimensions: string[];
  range: Range;
  timeZone: string;
  grain: Grain | undefined;
  /** Empty without a grain. */
  grid: TimeGrid;
  basis: 'event' | 'generation';
  filters: Filter[];
  compareTo: ReportQuery['compare_to'];
  orderBy: { field: string; direction: 'asc' | 'desc' }[];
  limit: number | undefined;
  /** ISO 4217. */
  currency: string;
  explain: boolean;
}
