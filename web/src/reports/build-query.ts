import type { ReportQuery } from '../api/types.ts';
import { FILTER_DIMENSIONS, type FilterDimension } from './report-state.ts';
import type { ReportScope } from './use-report-state.ts';

export interface QueryParts {
  metrics: string[];
  dimensions?: string[];
  /** One row per bucket of the page's grain. */
  overTime?: boolean;
  /** With the period before, if the person wants to compare. */
  compare?: boolean;
  orderBy?: { field: string; direction: 'asc' | 'desc' };
  limit?: number;
  /** The list of a dimension's values must not be narrowed by the filter on that same dimension. */
  ignoreFilter?: FilterDimension;
  /** A condition of this tile alone, beside those of the filter bar. */
  only?: { dimension: string; value: string | null };
}

/** The page's filter bar and one tile's question as one query. Equal questions give equal objects, so they share one answer. */
export function buildQuery({ state, range, grain, zone }: ReportScope, parts: QueryParts): ReportQuery {
  const filters = FILTER_DIMENSIONS.flatMap((dimension) => {
    const values = state.filters[dimension];
    return values && dimension !== parts.ignoreFilter ? [{ dimension, operator: 'in' as const, values }] : [];
  });
  const all = parts.only
    ? [...filters, { dimension: parts.only.dimension, operator: 'in' as const, values: [parts.only.value] }]
    : filters;
  return {
    metrics: parts.metrics,
    ...(parts.dimensions ? { dimensions: parts.dimensions } : {}),
    time_range: {
      start: range.start,
      end: range.end,
      ...(parts.overTime ? { grain } : {}),
      time_zone: zone,
    },
    ...(all.length > 0 ? { filters: all } : {}),
    ...(parts.compare && state.compare ? { compare_to: 'previous_period' as const } : {}),
    ...(parts.orderBy ? { order_by: [parts.orderBy] } : {}),
    ...(parts.limit ? { limit: parts.limit } : {}),
  };
}
