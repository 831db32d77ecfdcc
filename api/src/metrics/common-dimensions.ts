import type { DimensionName } from './dimension.ts';
import type { Metric } from './metric.ts';

/** What can split all of these metrics, and so whatever is computed from them. */
export function commonDimensions(...[first, ...others]: [Metric, ...Metric[]]): DimensionName[] {
  return first.dimensions.filter((dimension) =>
    others.every(({ dimensions }) => dimensions.includes(dimension)),
  );
}
