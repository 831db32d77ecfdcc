import { defineCount } from '../define-count.ts';
import { defineDistinctUsers } from '../define-distinct-users.ts';
import { defineRatio } from '../define-ratio.ts';
import { generationFacts as dimensions } from '../dimension.ts';

export const generationsRequested = defineCount({
  name: 'generations_requested',
  label: 'Generations requested',
  description: 'Distinct generations with a request, booked to the earliest request of each.',
  lowerIsBetter: undefined,
  dimensions,
});

export const clipsShown = defineCount({
  name: 'clips_shown',
  label: 'Clips shown',
  description:
    'Generations with a succeeded attempt whose latest video decision is allow, booked to that decision.',
  lowerIsBetter: false,
  dimensions,
});

export const clipsKept = defineCount({
  name: 'clips_kept',
  label: 'Clips kept',
  description:
    'Clips shown whose latest rating outcome is kept, or that were posted or shared, booked to the earliest of these.',
  lowerIsBetter: false,
  dimensions,
});

export const clipsPosted = defineCount({
  name: 'clips_posted',
  label: 'Clips posted',
  description: 'Generations whose latest story decision is allow, booked to that decision.',
  lowerIsBetter: false,
  dimensions,
});

export const clipsShared = defineCount({
  name: 'clips_shared',
  label: 'Clips shared',
  description: 'Generations that were shared at least once, booked to the first share.',
  lowerIsBetter: false,
  dimensions,
});

export const blockedGenerations = defineCount({
  name: 'blocked_generations',
  label: 'Blocked generations',
  description:
    'Generations whose latest decision at the photo, prompt or video stage is block, booked to the first block there.',
  lowerIsBetter: undefined,
  dimensions,
});

export const suppressionRate = defineRatio({
  name: 'suppression_rate',
  label: 'Suppression rate',
  description: 'Blocked generations divided by generations requested.',
  lowerIsBetter: undefined,
  numerator: blockedGenerations,
  denominator: generationsRequested,
});

export const activeUsers = defineDistinctUsers({
  name: 'active_users',
  label: 'Active users',
  description: 'Distinct users who requested a generation.',
  lowerIsBetter: false,
});
