import { type DimensionName, decisionFacts, generationFacts } from './dimension.ts';
import type { Metric, MetricText } from './metric.ts';
import { priced } from './priced.ts';
import { resources } from './resource.ts';

/** stage ... decided_by are those of the block, the GPU and the resource those of what was used until then. */
const dimensions: DimensionName[] = [
  ...generationFacts,
  ...decisionFacts,
  'resource',
  'gpu_model',
  'gpu_region',
];

/** What blocked generations had cost when they were blocked. */
export function defineBlockedCost(metric: MetricText): Metric {
  return {
    ...metric,
    unit: 'money',
    dimensions,
    additive: true,
    estimated: false,
    measures: [{ family: 'blocked_usage', kind: 'cost', name: metric.name, resources }],
    operands: [],
    value: priced(metric.name),
  };
}
