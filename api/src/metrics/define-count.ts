import type { DimensionName } from './dimension.ts';
import type { Metric, MetricText } from './metric.ts';

/** A count of events or generations: the sum of the column of the count lines that has its name. */
export function defineCount(metric: MetricText & { dimensions: readonly DimensionName[] }): Metric {
  return {
    ...metric,
    unit: 'count',
    additive: true,
    estimated: false,
    measures: [{ family: 'count', name: metric.name }],
    operands: [],
    value: `sum_${metric.name}`,
  };
}
