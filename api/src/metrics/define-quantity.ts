import type { Metric, MetricText, Unit } from './metric.ts';
import type { Resource } from './resource.ts';
import { resourceDimensions } from './resource-dimensions.ts';

/** How much of one resource was used, in the resource's base unit. */
export function defineQuantity({
  resource,
  ...metric
}: MetricText & { resource: Resource; unit: Unit }): Metric {
  return {
    ...metric,
    dimensions: resourceDimensions([resource]),
    additive: true,
    estimated: false,
    measures: [{ family: 'usage', kind: 'quantity', name: metric.name, resource }],
    operands: [],
    value: `sum_${metric.name}`,
  };
}
