import { defineDifference } from '../define-difference.ts';
import { defineMoneyRatio } from '../define-money-ratio.ts';
import { defineRatio } from '../define-ratio.ts';
import { adImpressions } from './audience.ts';
import { serverCost } from './costs.ts';
import { clipsKept, clipsPosted, clipsShared, clipsShown, generationsRequested } from './generations.ts';
import { adRevenue } from './revenue.ts';

export const margin = defineDifference({
  name: 'margin',
  label: 'Margin',
  description: 'Ad revenue less server cost.',
  lowerIsBetter: false,
  minuend: adRevenue,
  subtrahend: serverCost,
});

export const marginRate = defineRatio({
  name: 'margin_rate',
  label: 'Margin rate',
  description: 'Margin divided by ad revenue.',
  lowerIsBetter: false,
  numerator: margin,
  denominator: adRevenue,
});

export const costCoverage = defineRatio({
  name: 'cost_coverage',
  label: 'Cost coverage',
  description: 'Ad revenue divided by server cost: above 1 the service pays for itself.',
  lowerIsBetter: false,
  numerator: adRevenue,
  denominator: serverCost,
});

export const breakEvenEcpm = defineMoneyRatio({
  name: 'break_even_ecpm',
  label: 'Break-even eCPM',
  description:
    'Server cost for a thousand ad impressions: the eCPM at which the service would pay for itself.',
  lowerIsBetter: true,
  money: serverCost,
  count: adImpressions,
  per: 1000,
});

export const costPerGeneration = defineMoneyRatio({
  name: 'cost_per_generation',
  label: 'Cost per generation',
  description: 'Server cost divided by generations requested.',
  lowerIsBetter: true,
  money: serverCost,
  count: generationsRequested,
});

export const costPerShownClip = defineMoneyRatio({
  name: 'cost_per_shown_clip',
  label: 'Cost per shown clip',
  description: 'Server cost divided by clips shown.',
  lowerIsBetter: true,
  money: serverCost,
  count: clipsShown,
});

export const costPerKeptClip = defineMoneyRatio({
  name: 'cost_per_kept_clip',
  label: 'Cost per kept clip',
  description: 'Server cost divided by clips kept.',
  lowerIsBetter: true,
  money: serverCost,
  count: clipsKept,
});

export const costPerPostedClip = defineMoneyRatio({
  name: 'cost_per_posted_clip',
  label: 'Cost per posted clip',
  description: 'Server cost divided by clips posted.',
  lowerIsBetter: true,
  money: serverCost,
  count: clipsPosted,
});

export const costPerSharedClip = defineMoneyRatio({
  name: 'cost_per_shared_clip',
  label: 'Cost per shared clip',
  description: 'Server cost divided by clips shared.',
  lowerIsBetter: true,
  money: serverCost,
  count: clipsShared,
});
