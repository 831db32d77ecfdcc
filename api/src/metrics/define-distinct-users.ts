import { generationFacts } from './dimension.ts';
import type { Metric, MetricText } from './metric.ts';

/** How many different users requested a generation. Not additive: the same user may be in two groups. */
export function defineDistinctUsers(metric: MetricText): Metric {
  return {
    ...metric,
    unit: 'count',
    dimensions: generationFacts,
    additive: false,
    estimated: false,
    measures: [{ family: 'users', name: metric.name }],
    operands: [],
    value: `sum_${metric.name}`,
  };
}
