import type { Dimension } from '../metrics/dimension.ts';
import type { Measure } from '../metrics/measure.ts';
import type { Metric } from '../metrics/metric.ts';
import type { Filter } from './filter.ts';
import type { NormalizedQuery } from './normalized-query.ts';

/** A query that can be answered: its names are records of the catalog and fit together. */
export interface Report extends Omit<NormalizedQuery, 'metrics' | 'dimensions' | 'filters'> {
  metrics: Metric[];
  dimensions: Dimension[];
  filters: Filter<Dimension>[];
  /** The metrics and whatever they are computed from, operands before those that name them. */
  computed: Metric[];
  /** What has to be summed for all of these, each once. */
  measures: Measure[];
}
