import { defineBlockedCost } from '../define-blocked-cost.ts';
import { defineCost } from '../define-cost.ts';
import { defineUnpricedShare } from '../define-unpriced-share.ts';
import { resources } from '../resource.ts';

export const gpuCost = defineCost({
  name: 'gpu_cost',
  label: 'GPU cost',
  description: 'GPU seconds of all attempts at the GPU rates valid when they ran.',
  lowerIsBetter: true,
  resources: ['gpu'],
});

export const moderationCost = defineCost({
  name: 'moderation_cost',
  label: 'Moderation cost',
  description: 'Automated moderation decisions at the rates of their stage and classifier.',
  lowerIsBetter: true,
  resources: ['moderation_check'],
});

export const reviewCost = defineCost({
  name: 'review_cost',
  label: 'Review cost',
  description: 'Time that people spent on moderation decisions, at the rates of their stage.',
  lowerIsBetter: true,
  resources: ['human_review'],
});

export const deliveryCost = defineCost({
  name: 'delivery_cost',
  label: 'Delivery cost',
  description: 'Bytes delivered to viewers, per gigabyte.',
  lowerIsBetter: true,
  resources: ['delivery'],
});

export const storageCost = defineCost({
  name: 'storage_cost',
  label: 'Storage cost',
  description: 'Bytes of rendered clips, per gigabyte and month, for the months that the rate names.',
  lowerIsBetter: true,
  resources: ['storage'],
});

export const serverCost = defineCost({
  name: 'server_cost',
  label: 'Server cost',
  description: 'GPU, moderation, review, delivery and storage cost. Usage without a price is left out.',
  lowerIsBetter: true,
  resources,
});

export const blockedCost = defineBlockedCost({
  name: 'blocked_cost',
  label: 'Blocked cost',
  description:
    'Server cost of a generation up to and including its first block, booked to the time and stage of that block.',
  lowerIsBetter: true,
});

export const unpricedShare = defineUnpricedShare({
  name: 'unpriced_share',
  label: 'Unpriced share',
  description: 'Part of the usage lines, one per event and resource, that no rate could price.',
  lowerIsBetter: true,
});
