/**
 * The names of all event types of the contract, in the order of their numbers in the store:
 * `EVENT_TYPES[0]` is number 1 of the Enum8 column `events.type`.
 */
export const EVENT_TYPES = [
  'generation.requested',
  'generation.completed',
  'moderation.decided',
  'moderation.appealed',
  'clip.labelled',
  'clip.rated',
  'clip.shared',
  'clip.viewed',
  'ad.impression',
  'ad.revenue_adjusted',
  'capacity.reported',
] as const;

export type EventType = (typeof EVENT_TYPES)[number];
