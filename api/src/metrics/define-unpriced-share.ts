import type { Metric, MetricText } from './metric.ts';
import { resources } from './resource.ts';
import { resourceDimensions } from './resource-dimensions.ts';

/** Which part of the usage lines of all resources no rate could price. */
export function defineUnpricedShare(metric: MetricText): Metric {
  const lines = `sum_${metric.name}_lines`;
  return {
    ...metric,
    unit: 'ratio',
    dimensions: resourceDimensions(resources),
    additive: false,
    estimated: false,
    measures: [{ family: 'usage', kind: 'cost', name: metric.name, resources }],
    operands: [],
    value: `(${lines} - sum_${metric.name}_priced_lines) / nullIf(${lines}, 0)`,
  };
}
