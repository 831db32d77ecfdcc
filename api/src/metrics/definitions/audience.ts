import { defineCount } from '../define-count.ts';
import { generationFacts, impressionFacts } from '../dimension.ts';

export const shares = defineCount({
  name: 'shares',
  label: 'Shares',
  description: 'Times that clips were shared.',
  lowerIsBetter: false,
  dimensions: [...generationFacts, 'channel'],
});

export const views = defineCount({
  name: 'views',
  label: 'Views',
  description: 'Times that clips were viewed.',
  lowerIsBetter: false,
  dimensions: generationFacts,
});

export const adImpressions = defineCount({
  name: 'ad_impressions',
  label: 'Ad impressions',
  description: 'Ads seen.',
  lowerIsBetter: false,
  dimensions: [...generationFacts, ...impressionFacts],
});
