/** Something that lines can be split and filtered by. Its name is the column of the lines views, and the word of the API. */
export interface Dimension {
  name: DimensionName;
  label: string;
  description: string;
  /** Has about as many values as there are users or generations: a split by it must be limited. */
  manyValued: boolean;
}

export const generationFacts = [
  'country',
  'platform',
  'app_version',
  'surface',
  'variant',
  'model',
  'user_key',
  'photo_hash',
  'prompt_hash',
  'generation_id',
] as const;

export const attemptFacts = ['gpu_model', 'gpu_region', 'status', 'error_code'] as const;

export const decisionFacts = [
  'stage',
  'verdict',
  'policy',
  'classifier',
  'classifier_version',
  'decided_by',
] as const;

export const impressionFacts = ['placement', 'ad_network', 'viewer_country'] as const;

export type DimensionName =
  | (typeof generationFacts)[number]
  | (typeof attemptFacts)[number]
  | (typeof decisionFacts)[number]
  | (typeof impressionFacts)[number]
  | 'channel'
  | 'resource';
