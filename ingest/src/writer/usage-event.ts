import type { EventRow } from '../contract/event-row.ts';

/** The columns of an event that say what it used. */
export const USAGE_EVENT_COLUMNS = [
  'generation_id',
  'type',
  'source',
  'id',
  'time',
  'bucket',
  'gpu_seconds',
  'gpu_model',
  'gpu_region',
  'output_bytes',
  'stage',
  'classifier',
  'decided_by',
  'review_seconds',
  'delivered_bytes',
] as const satisfies readonly (keyof EventRow)[];

export type UsageEvent = Pick<EventRow, (typeof USAGE_EVENT_COLUMNS)[number]>;
