import { attemptFacts, type DimensionName, decisionFacts, generationFacts } from './dimension.ts';
import type { Resource } from './resource.ts';

/** What the lines of each resource know beside the facts of their generation. */
const ownFacts: Record<Resource, readonly DimensionName[]> = {
  gpu: attemptFacts,
  storage: attemptFacts,
  moderation_check: decisionFacts,
  human_review: decisionFacts,
  delivery: [],
};

/**
 * The dimensions that can split the usage of these resources: what any of them knows. Lines that don't know it are the
 * group null, so a breakdown always adds up to the total.
 */
export function resourceDimensions(resources: readonly Resource[]): DimensionName[] {
  return [
    ...new Set<DimensionName>([
      ...generationFacts,
      'resource',
      ...resources.flatMap((name) => ownFacts[name]),
    ]),
  ];
}
