import { defineCount } from '../define-count.ts';
import { defineRatio } from '../define-ratio.ts';
import { type DimensionName, decisionFacts, generationFacts } from '../dimension.ts';

const dimensions: DimensionName[] = [...generationFacts, ...decisionFacts];

export const decisions = defineCount({
  name: 'decisions',
  label: 'Decisions',
  description: 'Moderation decisions at all stages.',
  lowerIsBetter: undefined,
  dimensions,
});

export const blocks = defineCount({
  name: 'blocks',
  label: 'Blocks',
  description: 'Moderation decisions with the verdict block.',
  lowerIsBetter: undefined,
  dimensions,
});

export const reviews = defineCount({
  name: 'reviews',
  label: 'Reviews',
  description: 'Moderation decisions with the verdict review.',
  lowerIsBetter: undefined,
  dimensions,
});

export const automatedDecisions = defineCount({
  name: 'automated_decisions',
  label: 'Automated decisions',
  description: 'Moderation decisions taken without a person.',
  lowerIsBetter: undefined,
  dimensions,
});

export const blockRate = defineRatio({
  name: 'block_rate',
  label: 'Block rate',
  description: 'Blocks divided by decisions.',
  lowerIsBetter: undefined,
  numerator: blocks,
  denominator: decisions,
});

export const reviewRate = defineRatio({
  name: 'review_rate',
  label: 'Review rate',
  description: 'Reviews divided by decisions.',
  lowerIsBetter: undefined,
  numerator: reviews,
  denominator: decisions,
});

export const automationRate = defineRatio({
  name: 'automation_rate',
  label: 'Automation rate',
  description: 'Automated decisions divided by decisions.',
  lowerIsBetter: undefined,
  numerator: automatedDecisions,
  denominator: decisions,
});
