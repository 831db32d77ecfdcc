import { expect, test } from 'vitest';
import type { EventRow } from '../contract/event-row.ts';
import { newEventRow } from '../contract/new-event-row.ts';
import { usageLinesOf } from './usage-lines.ts';

const lines = (event: Partial<EventRow>) =>
  usageLinesOf({ ...newEventRow(), ...event }).map(({ resource, quantity }) => [resource, quantity]);

test('an event used what is known and above nothing, to the last digit', () => {
  expect(
    lines({ type: 'generation.completed', gpu_seconds: '0.000000000000000001', output_bytes: 0 }),
  ).toEqual([['gpu', '0.000000000000000001']]);
  expect(lines({ type: 'generation.completed', gpu_seconds: null, output_bytes: 7 })).toEqual([
    ['storage', '7'],
  ]);
  expect(lines({ type: 'clip.viewed', delivered_bytes: 9 })).toEqual([['delivery', '9']]);
  expect(lines({ type: 'clip.shared', delivered_bytes: 9 })).toEqual([]);
});

test('an automated decision is a check, priced by stage and classifier; a person takes time, priced by stage', () => {
  const decision = {
    type: 'moderation.decided',
    stage: 'video',
    classifier: 'c',
    review_seconds: '1.5',
  } as const;
  const line = { gpu_model: '', gpu_region: '', price_stage: 'video', price_classifier: '' };
  const review = { resource: 'human_review', quantity: '1.5', ...line };
  const check = { resource: 'moderation_check', quantity: '1', ...line, price_classifier: 'c' };
  expect(usageLinesOf({ ...newEventRow(), ...decision, decided_by: 'human' })).toEqual([review]);
  expect(usageLinesOf({ ...newEventRow(), ...decision, decided_by: 'automated' })).toEqual([check, review]);
});
