import { defineMoneyRatio } from '../define-money-ratio.ts';
import { defineRevenue } from '../define-revenue.ts';
import { adImpressions } from './audience.ts';
import { generationsRequested } from './generations.ts';

export const adRevenue = defineRevenue({
  name: 'ad_revenue',
  label: 'Ad revenue',
  description: 'What ad impressions earned, with later adjustments, converted on the UTC day of each.',
  lowerIsBetter: false,
});

export const ecpm = defineMoneyRatio({
  name: 'ecpm',
  label: 'eCPM',
  description: 'Ad revenue for a thousand ad impressions.',
  lowerIsBetter: false,
  money: adRevenue,
  count: adImpressions,
  per: 1000,
});

export const revenuePerGeneration = defineMoneyRatio({
  name: 'revenue_per_generation',
  label: 'Revenue per generation',
  description: 'Ad revenue divided by generations requested.',
  lowerIsBetter: false,
  money: adRevenue,
  count: generationsRequested,
});
