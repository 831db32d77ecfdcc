import type { Resource } from '../../api/types.ts';

export interface ResourceTerms {
  label: string;
  unit: string;
  /** `one GPU for one hour`: what the price is for, spelled out. */
  unitInWords: string;
  /** What a price may be limited to, with an example of each. */
  match: { key: string; label: string; example: string; options?: string[] }[];
}

const STAGES = ['photo', 'prompt', 'video', 'story'];

/** What each resource is priced by; the API refuses anything else. */
export const RESOURCE_TERMS: Record<Resource, ResourceTerms> = {
  gpu: {
    label: 'GPU',
    unit: 'gpu_hour',
    unitInWords: 'one GPU for one hour',
    match: [
      { key: 'gpu_model', label: 'GPU model', example: 'H100' },
      { key: 'gpu_region', label: 'GPU region', example: 'eu-west' },
    ],
  },
  moderation_check: {
    label: 'Moderation checks',
    unit: '1000_checks',
    unitInWords: '1,000 automated checks',
    match: [
      { key: 'stage', label: 'Stage', example: 'any', options: STAGES },
      { key: 'classifier', label: 'Classifier', example: 'photo-guard' },
    ],
  },
  human_review: {
    label: 'Human review',
    unit: 'hour',
    unitInWords: 'one hour of a reviewer',
    match: [{ key: 'stage', label: 'Stage', example: 'any', options: STAGES }],
  },
  delivery: { label: 'Delivery', unit: 'GB', unitInWords: 'one GB (10⁹ bytes) delivered', match: [] },
  storage: {
    label: 'Storage',
    unit: 'GB_month',
    unitInWords: 'one GB (10⁹ bytes) stored for a month',
    match: [],
  },
};

export const RESOURCES = Object.keys(RESOURCE_TERMS) as Resource[];
