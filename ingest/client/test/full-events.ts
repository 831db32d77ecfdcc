import type { EventData, EventType } from '../src/index.ts';

const user_id = 'user-1';

/** The data of an event of each type, with all of its fields. */
export const FULL_EVENTS: { [Type in EventType]: Required<EventData<Type>> } = {
  'generation.requested': {
    ...{ user_id, country: 'DE', platform: 'ios', app_version: '7.1', surface: 'composer', variant: 'B' },
    ...{ model: 'm1', prompt_chars: 42, prompt_hash: 'ab01', photo_hash: 'ff' },
  },
  'generation.completed': {
    ...{ user_id, status: 'succeeded', gpu_seconds: 12.5, gpu_model: 'H100', gpu_region: 'eu-west' },
    ...{ model: 'm2', attempt: 2, queue_ms: 10.5, render_ms: 900, clip_seconds: 5.2 },
    ...{ width: 720, height: 1280, output_bytes: 5_000_000_000, error_code: 'none' },
  },
  'moderation.decided': {
    ...{ user_id, stage: 'video', verdict: 'block', policy: 'adult_nudity', classifier: 'c' },
    ...{ classifier_version: '3', score: 0.93, latency_ms: 120, decided_by: 'human', review_seconds: 30.25 },
  },
  'moderation.appealed': { user_id, stage: 'video', outcome: 'overturned' },
  'clip.labelled': {
    ...{ user_id, ai_label: true, c2pa: 'trusted', at: 'share' },
    ...{ digital_source_type: 'trainedAlgorithmicMedia', failure_code: 'none' },
  },
  'clip.rated': { user_id, outcome: 'kept', rating: 4 },
  'clip.shared': { user_id, channel: 'message' },
  'clip.viewed': { user_id, views: 3, delivered_bytes: 1000 },
  'ad.impression': {
    ...{ user_id, revenue_micros: 1200, currency: 'EUR', impressions: 2 },
    ...{ placement: 'feed', ad_network: 'n', country: 'FR' },
  },
  'ad.revenue_adjusted': {
    ...{
      user_id,
      revenue_micros: -77,
      currency: 'USD',
      ad_network: 'n',
      placement: 'feed',
      reason: 'invalid',
    },
  },
  'capacity.reported': { user_id, gpu_model: 'H100', gpus: 8, interval_seconds: 900, gpu_region: 'eu-west' },
};

type Refused<Type extends EventType, Data> = Data extends EventData<Type> ? 'taken' : 'refused';

/** What the types must take and refuse; it is enough that this file compiles. */
export const TYPES_HOLD: [
  Refused<'generation.completed', { status: 'failed'; gpu_seconds: 1; gpu_model: 'H100' }>,
  Refused<'generation.completed', { status: 'failed'; gpu_seconds: 1 }>,
  Refused<'generation.completed', { status: 'done'; gpu_seconds: 1; gpu_model: 'H100' }>,
  Refused<'generation.requested', { country: 'DE' }>,
  Refused<'clip.rated', { rating: 5 }>,
  Refused<'clip.rated', { outcome: 'kept'; rating: null }>,
  Refused<'clip.rated', { user_id: 'u' }>,
  Refused<'ad.impression', { revenue_micros: '12'; currency: 'EUR' }>,
] = ['taken', 'refused', 'refused', 'refused', 'taken', 'taken', 'refused', 'refused'];
