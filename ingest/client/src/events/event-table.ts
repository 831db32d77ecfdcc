const text = 'text';
const number = 'number';
const boolean = 'boolean';
const oneOf = <const Words extends readonly string[]>(...words: Words) => words;
const stage = oneOf('photo', 'prompt', 'video', 'story');

/**
 * What the events of each type carry, as the server's contract has it: the types of the builders come from this table,
 * and a test compares it with the contract. Money is `*_micros`: whole millionths of one unit of `currency`.
 */
export const EVENT_TABLE = {
  'generation.requested': {
    required: {
      /** Personal data: sent as it is, turned into a keyed pseudonym by the server before anything is written. */
      user_id: text,
    },
    optional: {
      /** ISO 3166-1 alpha-2, in capitals. */
      country: text,
      platform: oneOf('ios', 'android', 'web', 'other'),
      app_version: text,
      /** Where in the product it was asked for. */
      surface: text,
      /** Arm of an experiment. */
      variant: text,
      model: text,
      prompt_chars: number,
      /** Hex, up to 128 digits. */
      prompt_hash: text,
      /** Hex, up to 128 digits. */
      photo_hash: text,
    },
  },
  'generation.completed': {
    required: {
      status: oneOf('succeeded', 'failed', 'cancelled'),
      /** GPUs x seconds of this attempt; failed attempts cost too. */
      gpu_seconds: number,
      /** As the rate card names it, such as H100. */
      gpu_model: text,
    },
    optional: {
      gpu_region: text,
      /** The model that ran, if it is not the requested one. */
      model: text,
      /** 1 for the first try. */
      attempt: number,
      queue_ms: number,
      render_ms: number,
      clip_seconds: number,
      width: number,
      height: number,
      output_bytes: number,
      error_code: text,
    },
  },
  'moderation.decided': {
    required: { stage, verdict: oneOf('allow', 'block', 'review') },
    optional: {
      /** The rule that the decision names. */
      policy: text,
      classifier: text,
      classifier_version: text,
      /** From 0 to 1. */
      score: number,
      latency_ms: number,
      /** `automated` unless told. */
      decided_by: oneOf('automated', 'human'),
      /** Working time of the reviewer. */
      review_seconds: number,
    },
  },
  'moderation.appealed': {
    required: { stage, outcome: oneOf('upheld', 'overturned') },
    optional: {},
  },
  'clip.labelled': {
    required: { ai_label: boolean, c2pa: oneOf('trusted', 'valid', 'invalid', 'missing') },
    optional: {
      /** When the label was put on or looked at; `generate` unless told. */
      at: oneOf('generate', 'share', 'download'),
      digital_source_type: text,
      failure_code: text,
    },
  },
  'clip.rated': {
    required: {},
    optional: {
      outcome: oneOf('kept', 'discarded', 'regenerated'),
      /** From 1 to 5. */
      rating: number,
    },
    oneOf: ['outcome', 'rating'],
  },
  'clip.shared': {
    required: { channel: oneOf('story', 'feed', 'message', 'download', 'external') },
    optional: {},
  },
  'clip.viewed': {
    required: {},
    optional: {
      /** 1 unless told: several views may come in one event. */
      views: number,
      delivered_bytes: number,
    },
  },
  'ad.impression': {
    required: {
      /** What all impressions of this event earned together, in millionths of one unit of `currency`. */
      revenue_micros: number,
      /** ISO 4217, in capitals. */
      currency: text,
    },
    optional: {
      /** 1 unless told: several impressions may come in one event. */
      impressions: number,
      placement: text,
      ad_network: text,
      /** Of the viewer: ISO 3166-1 alpha-2, in capitals. */
      country: text,
    },
  },
  'ad.revenue_adjusted': {
    required: {
      /** What is added to the revenue, in millionths of one unit of `currency`; negative where less was paid. */
      revenue_micros: number,
      /** ISO 4217, in capitals. */
      currency: text,
    },
    optional: { ad_network: text, placement: text, reason: text },
  },
  'capacity.reported': {
    required: {
      gpu_model: text,
      /** GPUs that were paid for, used or not. */
      gpus: number,
      interval_seconds: number,
    },
    optional: { gpu_region: text },
  },
} as const;
