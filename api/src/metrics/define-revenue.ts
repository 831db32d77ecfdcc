import { generationFacts, impressionFacts } from './dimension.ts';
import type { Metric, MetricText } from './metric.ts';
import { priced } from './priced.ts';

/** What ads earned, converted on the UTC day of each event. */
export function defineRevenue(metric: MetricText): Metric {
  return {
    ...metric,
    unit: 'money',
    dimensions: [...generationFacts, ...impressionFacts],
    additive: true,
    estimated: false,
    measures: [{ family: 'revenue', name: metric.name }],
    operands: [],
    value: priced(metric.name),
  };
}
