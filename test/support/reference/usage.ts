import { Decimal } from './decimal.ts';
import type { UsageLine } from './line.ts';
import type { UniqueEvent } from './unique-events.ts';

export type Usage = Pick<UsageLine, 'resource' | 'quantity' | 'match'>;

/** What one event used: at most one quantity a resource, always above 0. */
export function usageOf({ type, data }: UniqueEvent): Usage[] {
  const text = (field: string) => (data[field] as string | undefined) ?? null;
  const used: Usage[] = [];
  const use = (resource: Usage['resource'], quantity: unknown, match: Usage['match']) => {
    if (quantity !== undefined && Number(quantity) > 0) {
      used.push({ resource, quantity: new Decimal(quantity as number), match });
    }
  };
  if (type === 'generation.completed') {
    use('gpu', data.gpu_seconds, { gpu_model: text('gpu_model'), gpu_region: text('gpu_region') });
    use('storage', data.output_bytes, {});
  }
  if (type === 'moderation.decided') {
    const automated = (data.decided_by ?? 'automated') === 'automated';
    if (automated) use('moderation_check', 1, { stage: text('stage'), classifier: text('classifier') });
    use('human_review', data.review_seconds, { stage: text('stage') });
  }
  if (type === 'clip.viewed') use('delivery', data.delivered_bytes, {});
  return used;
}
