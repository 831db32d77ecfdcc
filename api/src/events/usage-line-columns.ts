import type { Resource } from '../stores/rate.ts';

/** The columns of `usage_lines` that make a `UsageLine`. */
export const USAGE_LINE_COLUMNS = `toUnixTimestamp64Micro(time) AS time_us, resource, toString(quantity) AS quantity,
  gpu_model, gpu_region, price_stage, price_classifier`;

/** What quantities are counted in. */
export const BASE_UNITS = {
  gpu: 'gpu_second',
  moderation_check: 'check',
  human_review: 'second',
  delivery: 'byte',
  storage: 'byte',
} as const satisfies Record<Resource, string>;
