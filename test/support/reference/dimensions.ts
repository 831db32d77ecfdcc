import type { UniqueEvent } from './unique-events.ts';

const own: Record<string, string[]> = {
  'generation.completed': ['gpu_model', 'gpu_region', 'status', 'error_code'],
  'moderation.decided': ['stage', 'verdict', 'policy', 'classifier', 'classifier_version', 'decided_by'],
  'moderation.appealed': ['stage'],
  'clip.shared': ['channel'],
  'ad.impression': ['placement', 'ad_network'],
  'ad.revenue_adjusted': ['placement', 'ad_network'],
  'capacity.reported': ['gpu_model', 'gpu_region'],
};

/** The values that an event gives to dimensions by itself, without those of its generation. */
export function ownDimensions({ type, data }: UniqueEvent): Record<string, string | null> {
  const values: Record<string, string | null> = {};
  for (const name of own[type] ?? []) values[name] = (data[name] as string | undefined) ?? null;
  if (type === 'moderation.decided') values.decided_by ??= 'automated';
  if (type === 'ad.impression') values.viewer_country = (data.country as string | undefined) ?? null;
  return values;
}
