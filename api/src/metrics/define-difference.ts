import { commonDimensions } from './common-dimensions.ts';
import type { Metric, MetricText } from './metric.ts';

/** One metric less another of the same unit; null if one of them is unknown. */
export function defineDifference({
  minuend,
  subtrahend,
  ...metric
}: MetricText & { minuend: Metric; subtrahend: Metric }): Metric {
  return {
    ...metric,
    unit: minuend.unit,
    dimensions: commonDimensions(minuend, subtrahend),
    additive: minuend.additive && subtrahend.additive,
    estimated: minuend.estimated || subtrahend.estimated,
    measures: [],
    operands: [minuend, subtrahend],
    value: `${minuend.name} - ${subtrahend.name}`,
  };
}
