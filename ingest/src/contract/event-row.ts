import type { EventType } from './event-types.ts';

/**
 * An event's own columns of the table `events`, under the names of the columns. Unknown text is '', an unknown
 * number or boolean is null. The generation facts and the version are not here: the writer adds them.
 *
 * Times are JS numbers, exact in microseconds until the year 2255. Amounts that are stored as Decimal(38, 18) are
 * canonical decimal strings: no exponent, no trailing zeros, at most 18 decimals, such as '12.5'. 64-bit integers
 * are JS numbers, because the contract takes only integers that JSON can carry exactly.
 */
export interface EventRow {
  /** Start of the quarter of an hour (UTC) of `time`, in seconds since 1970. */
  bucket: number;
  type: EventType;
  source: string;
  id: string;
  /** Microseconds since 1970. */
  time: number;
  /** '' for events without a generation. */
  generation_id: string;
  /** Seconds since 1970. */
  received_at: number;
  /** Whether it came in by an import of history. */
  imported: 0 | 1;

  event_user_key: string;
  event_country: string;
  event_platform: string;
  event_app_version: string;
  event_surface: string;
  event_variant: string;
  event_model: string;
  event_photo_hash: string;
  event_prompt_hash: string;
  prompt_chars: number | null;

  status: string;
  /** Decimal: GPUs x seconds. */
  gpu_seconds: string | null;
  gpu_model: string;
  gpu_region: string;
  attempt: number | null;
  queue_ms: number | null;
  render_ms: number | null;
  clip_seconds: number | null;
  width: number | null;
  height: number | null;
  output_bytes: number | null;
  error_code: string;

  stage: string;
  verdict: string;
  policy: string;
  classifier: string;
  classifier_version: string;
  score: number | null;
  latency_ms: number | null;
  decided_by: string;
  /** Decimal. */
  review_seconds: string | null;

  outcome: string;
  rating: number | null;

  ai_label: boolean | null;
  c2pa: string;
  label_at: string;
  digital_source_type: string;
  failure_code: string;

  channel: string;
  views: number | null;
  delivered_bytes: number | null;

  /** Millionths of one unit of `currency`. */
  revenue_micros: number | null;
  currency: string;
  impressions: number | null;
  placement: string;
  ad_network: string;
  viewer_country: string;
  reason: string;

  /** Decimal. */
  gpus: string | null;
  /** Decimal. */
  interval_seconds: string | null;
}
