import type { Resource } from './resource.ts';

/**
 * What lines are summed to before a metric is computed from it. Each family has its own lines; its measures come out of
 * the report's SQL as columns: `sum_<name>`, and for money also `sum_<name>_lines` and `sum_<name>_priced_lines`, because
 * a sum of which nothing could be priced is unknown and not 0.
 */
export type Measure = CountMeasure | QuantityMeasure | CostMeasure | RevenueMeasure | UsersMeasure;

/** A column of count lines, summed. */
export interface CountMeasure {
  family: 'count';
  name: string;
}

/** How much of one resource was used, in its base unit. */
export interface QuantityMeasure {
  family: 'usage';
  kind: 'quantity';
  name: string;
  resource: Resource;
}

/** What the use of these resources cost. */
export interface CostMeasure {
  family: 'usage' | 'blocked_usage';
  kind: 'cost';
  name: string;
  resources: readonly Resource[];
}

/** What ads earned. */
export interface RevenueMeasure {
  family: 'revenue';
  name: string;
}

/** Distinct users who requested a generation. */
export interface UsersMeasure {
  family: 'users';
  name: string;
}

export type Family = Measure['family'];
