import type { EventRow } from './event-row.ts';
import type { EventType } from './event-types.ts';
import type { FieldKind } from './field-kind.ts';
import {
  boolean,
  choice,
  count32,
  count64,
  country,
  currency,
  decimalAboveZero,
  decimalFromZero,
  hex,
  integer,
  measure,
  number,
  text,
} from './field-kinds.ts';

/** One field of `data`. */
export interface EventField {
  name: string;
  kind: FieldKind;
  /** Where it is stored. */
  column: keyof EventRow;
  required?: true;
  /** What an absent field means. */
  default?: string | number;
}

/** What the events of one type carry. Every type may carry `user_id` in `data` as well. */
export interface EventShape {
  subject: 'required' | 'optional' | 'none';
  userId: 'required' | 'optional';
  fields: readonly EventField[];
  /** At least one of these fields must be there. */
  oneOf?: readonly string[];
}

const STAGE = choice('photo', 'prompt', 'video', 'story');
const SIGNED_MICROS = integer(Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER);

/** The contract of all event types: what may be in `data`, what it must look like and where it is stored. */
export const EVENT_FIELDS: Readonly<Record<EventType, EventShape>> = {
  'generation.requested': {
    subject: 'required',
    userId: 'required',
    fields: [
      { name: 'country', kind: country, column: 'event_country' },
      { name: 'platform', kind: choice('ios', 'android', 'web', 'other'), column: 'event_platform' },
      { name: 'app_version', kind: text, column: 'event_app_version' },
      { name: 'surface', kind: text, column: 'event_surface' },
      { name: 'variant', kind: text, column: 'event_variant' },
      { name: 'model', kind: text, column: 'event_model' },
      { name: 'prompt_chars', kind: count32(0), column: 'prompt_chars' },
      { name: 'prompt_hash', kind: hex, column: 'event_prompt_hash' },
      { name: 'photo_hash', kind: hex, column: 'event_photo_hash' },
    ],
  },
  'generation.completed': {
    subject: 'required',
    userId: 'optional',
    fields: [
      { name: 'status', kind: choice('succeeded', 'failed', 'cancelled'), column: 'status', required: true },
      { name: 'gpu_seconds', kind: decimalFromZero, column: 'gpu_seconds', required: true },
      { name: 'gpu_model', kind: text, column: 'gpu_model', required: true },
      { name: 'gpu_region', kind: text, column: 'gpu_region' },
      { name: 'model', kind: text, column: 'event_model' },
      { name: 'attempt', kind: count32(1), column: 'attempt', default: 1 },
      { name: 'queue_ms', kind: measure, column: 'queue_ms' },
      { name: 'render_ms', kind: measure, column: 'render_ms' },
      { name: 'clip_seconds', kind: measure, column: 'clip_seconds' },
      { name: 'width', kind: count32(0), column: 'width' },
      { name: 'height', kind: count32(0), column: 'height' },
      { name: 'output_bytes', kind: count64(0), column: 'output_bytes' },
      { name: 'error_code', kind: text, column: 'error_code' },
    ],
  },
  'moderation.decided': {
    subject: 'required',
    userId: 'optional',
    fields: [
      { name: 'stage', kind: STAGE, column: 'stage', required: true },
      { name: 'verdict', kind: choice('allow', 'block', 'review'), column: 'verdict', required: true },
      { name: 'policy', kind: text, column: 'policy' },
      { name: 'classifier', kind: text, column: 'classifier' },
      { name: 'classifier_version', kind: text, column: 'classifier_version' },
      { name: 'score', kind: number(0, 1), column: 'score' },
      { name: 'latency_ms', kind: measure, column: 'latency_ms' },
      { name: 'decided_by', kind: choice('automated', 'human'), column: 'decided_by', default: 'automated' },
      { name: 'review_seconds', kind: decimalFromZero, column: 'review_seconds' },
    ],
  },
  'moderation.appealed': {
    subject: 'required',
    userId: 'optional',
    fields: [
      { name: 'stage', kind: STAGE, column: 'stage', required: true },
      { name: 'outcome', kind: choice('upheld', 'overturned'), column: 'outcome', required: true },
    ],
  },
  'clip.labelled': {
    subject: 'required',
    userId: 'optional',
    fields: [
      { name: 'ai_label', kind: boolean, column: 'ai_label', required: true },
      {
        name: 'c2pa',
        kind: choice('trusted', 'valid', 'invalid', 'missing'),
        column: 'c2pa',
        required: true,
      },
      { name: 'at', kind: choice('generate', 'share', 'download'), column: 'label_at', default: 'generate' },
      { name: 'digital_source_type', kind: text, column: 'digital_source_type' },
      { name: 'failure_code', kind: text, column: 'failure_code' },
    ],
  },
  'clip.rated': {
    subject: 'required',
    userId: 'optional',
    oneOf: ['outcome', 'rating'],
    fields: [
      { name: 'outcome', kind: choice('kept', 'discarded', 'regenerated'), column: 'outcome' },
      { name: 'rating', kind: integer(1, 5), column: 'rating' },
    ],
  },
  'clip.shared': {
    subject: 'required',
    userId: 'optional',
    fields: [
      {
        name: 'channel',
        kind: choice('story', 'feed', 'message', 'download', 'external'),
        column: 'channel',
        required: true,
      },
    ],
  },
  'clip.viewed': {
    subject: 'required',
    userId: 'optional',
    fields: [
      { name: 'views', kind: count64(1), column: 'views', default: 1 },
      { name: 'delivered_bytes', kind: count64(0), column: 'delivered_bytes' },
    ],
  },
  'ad.impression': {
    subject: 'optional',
    userId: 'optional',
    fields: [
      { name: 'revenue_micros', kind: count64(0), column: 'revenue_micros', required: true },
      { name: 'currency', kind: currency, column: 'currency', required: true },
      { name: 'impressions', kind: count64(1), column: 'impressions', default: 1 },
      { name: 'placement', kind: text, column: 'placement' },
      { name: 'ad_network', kind: text, column: 'ad_network' },
      { name: 'country', kind: country, column: 'viewer_country' },
    ],
  },
  'ad.revenue_adjusted': {
    subject: 'optional',
    userId: 'optional',
    fields: [
      { name: 'revenue_micros', kind: SIGNED_MICROS, column: 'revenue_micros', required: true },
      { name: 'currency', kind: currency, column: 'currency', required: true },
      { name: 'ad_network', kind: text, column: 'ad_network' },
      { name: 'placement', kind: text, column: 'placement' },
      { name: 'reason', kind: text, column: 'reason' },
    ],
  },
  'capacity.reported': {
    subject: 'none',
    userId: 'optional',
    fields: [
      { name: 'gpu_model', kind: text, column: 'gpu_model', required: true },
      { name: 'gpus', kind: decimalFromZero, column: 'gpus', required: true },
      { name: 'interval_seconds', kind: decimalAboveZero, column: 'interval_seconds', required: true },
      { name: 'gpu_region', kind: text, column: 'gpu_region' },
    ],
  },
};
