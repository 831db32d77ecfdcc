/**
 * The grouping sets that the settler keeps in `rollups`, by family. '' is the total; every other entry is one set
 * that splits the family by that dimension, with its value in `rollups.value`.
 *
 * The usage families carry resource, gpu_model, gpu_region, price_stage and price_classifier as columns of every
 * set, because a price needs them; the revenue family carries currency. The '' set can be split by these too.
 */
export const ROLLUP_SETS = {
  usage: ['', 'country', 'platform', 'model', 'variant', 'policy', 'verdict'],
  blocked_usage: ['', 'country', 'platform', 'model', 'variant', 'stage', 'policy', 'classifier'],
  revenue: ['', 'country', 'platform', 'model', 'variant'],
  count: [
    '',
    'country',
    'platform',
    'model',
    'variant',
    'gpu_model',
    'gpu_region',
    'stage',
    'policy',
    'verdict',
    'classifier',
  ],
} as const;

export type RollupFamily = keyof typeof ROLLUP_SETS;
