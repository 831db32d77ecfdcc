import { ownDimensions } from './dimensions.ts';
import { eventOrder } from './event-order.ts';
import type { Generation } from './generation.ts';
import type { UsageLine } from './line.ts';
import { usageOf } from './usage.ts';

/**
 * What a generation had used when it was first blocked, at whatever stage: the usage of its events up to and including
 * that decision. Booked to that decision, with its stage, policy, classifier; priced when it was used.
 */
export function blockedUsage({ facts, requestedAt, events }: Generation): UsageLine[] {
  const block = events.find(({ type, data }) => type === 'moderation.decided' && data.verdict === 'block');
  if (!block) return [];
  return events
    .filter((event) => eventOrder(event, block) <= 0)
    .flatMap((event) =>
      usageOf(event).map((usage) => {
        const { gpu_model = null, gpu_region = null } = ownDimensions(event);
        return {
          ...usage,
          time: block.time,
          requestedAt,
          usedAt: event.time,
          dimensions: { ...facts, ...ownDimensions(block), gpu_model, gpu_region, resource: usage.resource },
        };
      }),
    );
}
