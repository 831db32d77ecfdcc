import type { Metric, MetricText } from './metric.ts';
import { priced } from './priced.ts';
import type { Resource } from './resource.ts';
import { resourceDimensions } from './resource-dimensions.ts';

/** What the use of some resources cost: quantities times the rates valid when they were used. */
export function defineCost({
  resources,
  ...metric
}: MetricText & { resources: readonly Resource[] }): Metric {
  return {
    ...metric,
    unit: 'money',
    dimensions: resourceDimensions(resources),
    additive: true,
    estimated: false,
    measures: [{ family: 'usage', kind: 'cost', name: metric.name, resources }],
    operands: [],
    value: priced(metric.name),
  };
}
