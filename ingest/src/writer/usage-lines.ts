import type { EventRow } from '../contract/event-row.ts';

/** How much of one resource an event used, with what a price needs to know. */
export interface UsageLine {
  resource: 'gpu' | 'storage' | 'moderation_check' | 'human_review' | 'delivery';
  /** Decimal, in the resource's base unit (GPU-second, byte, check, second of review), above 0. */
  quantity: string;
  gpu_model: string;
  gpu_region: string;
  price_stage: string;
  price_classifier: string;
}

/** The usage lines of an event: those that the view `usage_lines` has for it. */
export function usageLinesOf(event: EventRow): UsageLine[] {
  const { gpu_model, gpu_region, stage, classifier } = event;
  const none = { gpu_model: '', gpu_region: '', price_stage: '', price_classifier: '' };
  const lines: UsageLine[] = [];
  const add = (
    resource: UsageLine['resource'],
    quantity: string | number | null,
    price: Partial<UsageLine>,
  ) => {
    if (quantity !== null && Number(quantity) > 0)
      lines.push({ resource, quantity: String(quantity), ...none, ...price });
  };
  if (event.type === 'generation.completed') {
    add('gpu', event.gpu_seconds, { gpu_model, gpu_region });
    add('storage', event.output_bytes, { gpu_model, gpu_region });
  } else if (event.type === 'moderation.decided') {
    if (event.decided_by === 'automated')
      add('moderation_check', 1, { price_stage: stage, price_classifier: classifier });
    add('human_review', event.review_seconds, { price_stage: stage });
  } else if (event.type === 'clip.viewed') {
    add('delivery', event.delivered_bytes, {});
  }
  return lines;
}
