import { commonDimensions } from './common-dimensions.ts';
import type { Metric, MetricText } from './metric.ts';

/** A plain number: one metric divided by another of the same unit, so a total is a ratio of sums. 0/0 is null. */
export function defineRatio({
  numerator,
  denominator,
  ...metric
}: MetricText & { numerator: Metric; denominator: Metric }): Metric {
  return {
    ...metric,
    unit: 'ratio',
    dimensions: commonDimensions(numerator, denominator),
    additive: false,
    estimated: numerator.estimated || denominator.estimated,
    measures: [],
    operands: [numerator, denominator],
    value: `toFloat64(${numerator.name}) / nullIf(toFloat64(${denominator.name}), 0)`,
  };
}
