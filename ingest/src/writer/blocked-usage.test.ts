import { expect, test } from 'vitest';
import { newEventRow } from '../contract/new-event-row.ts';
import { blockedUsageRows, changesBlockedUsage } from './blocked-usage.ts';
import { generationChange } from './generation-change.ts';
import { stateOfEvents, UNKNOWN_GENERATION } from './generation-state.ts';

const MINUTE = 60_000_000;

function event(type: string, minute: number, fields: object) {
  const time = minute * MINUTE;
  const bucket = Math.floor(minute / 15) * 900;
  return {
    ...newEventRow(),
    type,
    id: `${minute}`,
    source: 's',
    generation_id: 'g',
    time,
    bucket,
    ...fields,
  } as never;
}
const attempt = event('generation.completed', 1, {
  status: 'succeeded',
  gpu_seconds: '2.5',
  gpu_model: 'H100',
  output_bytes: 0,
});
const lateBlock = event('moderation.decided', 20, {
  stage: 'video',
  verdict: 'block',
  policy: 'late',
  decided_by: 'human',
});
const earlyBlock = event('moderation.decided', 10, {
  stage: 'photo',
  verdict: 'block',
  policy: 'early',
  decided_by: 'automated',
  classifier: 'c',
});

const short = (rows: ReturnType<typeof blockedUsageRows>) =>
  rows.map(({ bucket, id, resource, quantity, policy, is_deleted }) => [
    bucket,
    id,
    resource,
    quantity,
    policy,
    is_deleted,
  ]);

test('usage up to and including the block is booked to the block', () => {
  const events = [attempt, lateBlock, event('generation.completed', 21, { gpu_seconds: '9' })];
  const rows = blockedUsageRows(generationChange('g', UNKNOWN_GENERATION, events), events, 8);
  expect(short(rows)).toEqual([[900, '1', 'gpu', '2.5', 'late', 0]]);
});

test('an earlier block leaves tombstones where the later one was booked', () => {
  const before = stateOfEvents([attempt, lateBlock]);
  const events = [attempt, lateBlock, earlyBlock];
  expect(short(blockedUsageRows(generationChange('g', before, [earlyBlock]), events, 8))).toEqual([
    [0, '1', 'gpu', '2.5', 'early', 0],
    [0, '10', 'moderation_check', '1', 'early', 0],
    [900, '1', 'gpu', '2.5', 'late', 1],
    [900, '10', 'moderation_check', '1', 'late', 1],
  ]);
});

test('only a new block, new facts or usage before the block change something', () => {
  const before = stateOfEvents([attempt, lateBlock]);
  const view = (minute: number) => event('clip.viewed', minute, { delivered_bytes: 5 });
  const changes = (added: never) => changesBlockedUsage(generationChange('g', before, [added]));
  expect(changes(view(21))).toBe(false);
  expect(changes(view(19))).toBe(true);
  expect(changes(earlyBlock)).toBe(true);
  expect(changes(event('generation.requested', 30, { event_country: 'DE' }))).toBe(true);
  expect(changesBlockedUsage(generationChange('g', UNKNOWN_GENERATION, [attempt]))).toBe(false);
});
