import type { DimensionName } from './dimension.ts';
import type { Measure } from './measure.ts';

/** `money` is answered as a decimal string in the currency of the report, everything else as a JSON number. */
export type Unit = 'count' | 'seconds' | 'money' | 'ratio';

/** One metric, whole. Everything that knows metrics (reports, catalog, documents, pickers) reads this record alone. */
export interface Metric extends MetricText {
  unit: Unit;
  /** What it may be split and filtered by. */
  dimensions: readonly DimensionName[];
  /** The sum over any breakdown is the total. */
  additive: boolean;
  /** May be a little off where an exact answer would be too dear. */
  estimated: boolean;
  /** What has to be summed for it, its operands' measures not included. */
  measures: readonly Measure[];
  /** Other metrics that `value` names. */
  operands: readonly Metric[];
  /**
   * ClickHouse expression over columns of `measures` and names of `operands`. Money is carried multiplied by
   * `moneyScale` until it is answered.
   */
  value: string;
}

/** The part of a metric that is words. */
export interface MetricText {
  /** snake_case: SQL alias, API and URL word at once. */
  name: string;
  label: string;
  description: string;
  /** true: a fall is good news; false: a rise is; undefined: neither. */
  lowerIsBetter: boolean | undefined;
}
