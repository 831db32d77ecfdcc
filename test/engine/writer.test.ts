import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { anEvent, IngestLab } from '../support/ingest-lab.ts';
import { type StartedClickHouse, startClickHouse } from '../support/start-clickhouse.ts';

let clickHouse: StartedClickHouse;
let lab: IngestLab;

beforeAll(async () => {
  clickHouse = await startClickHouse();
  lab = new IngestLab(clickHouse.client);
});
afterAll(() => clickHouse?.stop());
beforeEach(() => lab.clear());

const requested = (minute: number, data: Record<string, unknown> = {}) =>
  anEvent('generation.requested', minute, { user_id: 'anna', ...data });
const completed = (minute: number, data: Record<string, unknown> = {}) =>
  anEvent('generation.completed', minute, {
    status: 'succeeded',
    gpu_seconds: 10,
    gpu_model: 'H100',
    ...data,
  });
const decided = (minute: number, stage: string, verdict: string, data: Record<string, unknown> = {}) =>
  anEvent('moderation.decided', minute, { stage, verdict, ...data });
const viewed = (minute: number, data: Record<string, unknown> = {}) => anEvent('clip.viewed', minute, data);

const KINDS = ['requested', 'shown', 'kept', 'posted', 'shared', 'blocked'];
/** Each outcome with the time of the event that carries it. */
const outcomes = async () => {
  const flags = await lab.query<{ flag: number; at: string }>(
    `SELECT arrayJoin(bitmaskToArray(outcomes)) AS flag, formatDateTime(time, '%H:%i') AS at FROM events FINAL ORDER BY flag`,
  );
  return flags.map(({ flag, at }) => ({ kind: KINDS[Math.log2(flag)], at }));
};
const blockedUsage = () =>
  lab.query(
    `SELECT formatDateTime(bucket, '%H:%i') AS bucket, resource, toString(quantity) AS quantity, stage, policy
     FROM blocked_usage FINAL ORDER BY ALL`,
  );

test('an event that is repeated in a segment and in later ones is stored once', async () => {
  const event = viewed(0, { views: 3 });
  expect(await lab.write([event, event])).toEqual({ stored: 1, duplicates: 1, conflicts: 0, refused: 0 });
  expect(await lab.write([event])).toEqual({ stored: 0, duplicates: 1, conflicts: 0, refused: 0 });
  expect(await lab.query('SELECT count() AS n, sum(views) AS views FROM events FINAL')).toEqual([
    { n: 1, views: 3 },
  ]);
  expect(await lab.query('SELECT sum(marks) AS marks FROM buckets')).toEqual([{ marks: 1 }]);
});

test('of two events with one identity the first counts, also at another time, of another type, and in one segment', async () => {
  const first = viewed(0, { views: 3 });
  const inSegment = viewed(1, { views: 1 });
  await lab.write([first, inSegment, { ...inSegment, data: { views: 2 } }]);
  const others = [
    { ...first, data: { views: 4 } },
    { ...first, time: '2026-10-03T12:00:00Z' },
    { ...first, subject: 'another' },
    { ...first, type: 'clip.shared', data: { channel: 'feed' } },
  ];
  expect(await lab.write(others)).toEqual({ stored: 0, duplicates: 0, conflicts: 4, refused: 0 });
  expect(await lab.query('SELECT sum(views) AS views, count() AS n FROM events FINAL')).toEqual([
    { views: 4, n: 2 },
  ]);
  const kept = await lab.query<{ code: string; status: string; payload: string }>(
    'SELECT code, toString(status) AS status, payload FROM rejected_events FINAL',
  );
  expect(kept).toHaveLength(5);
  for (const { code, status } of kept)
    expect({ code, status }).toEqual({ code: 'id_conflict', status: 'open' });
  const views = kept.map(({ payload }) => JSON.parse(payload).data.views);
  expect(views.sort()).toEqual([2, 3, 3, 4, undefined]);
});

test('facts that come after the events are put on them', async () => {
  await lab.write([viewed(60), viewed(0)]);
  await lab.write([requested(-10, { country: 'DE', variant: 'b' })]);
  expect(await lab.query('SELECT country, variant, count() AS n FROM events FINAL GROUP BY ALL')).toEqual([
    { country: 'DE', variant: 'b', n: 3 },
  ]);
  expect(await lab.query('SELECT min(length(user_key)) AS length FROM events FINAL')).toEqual([
    { length: 32 },
  ]);
});

test.each([
  ['the earlier first', [0, 1]],
  ['the later first', [1, 0]],
])('of two requests for one generation the earliest counts: %s', async (_, order) => {
  const requests = [requested(0, { country: 'FR' }), requested(20, { country: 'DE' })];
  await lab.write([viewed(5)]);
  for (const index of order) await lab.write([requests[index]!]);
  expect(await lab.query('SELECT DISTINCT country FROM events FINAL')).toEqual([{ country: 'FR' }]);
  expect(await outcomes()).toEqual([{ kind: 'requested', at: '12:00' }]);
});

test('the model of the last attempt wins over the requested one, whatever arrives last', async () => {
  await lab.write([requested(0, { model: 'asked' })]);
  await lab.write([completed(10, { model: 'last' })]);
  await lab.write([completed(5, { model: 'first' })]);
  expect(await lab.query('SELECT DISTINCT model FROM events FINAL')).toEqual([{ model: 'last' }]);
  await lab.write([completed(11)]);
  expect(await lab.query('SELECT DISTINCT model FROM events FINAL')).toEqual([{ model: 'asked' }]);
});

test('an outcome moves to the bucket in which it became true', async () => {
  await lab.write([
    requested(0),
    completed(1),
    decided(2, 'video', 'allow'),
    anEvent('clip.shared', 40, { channel: 'feed' }),
  ]);
  expect(await outcomes()).toEqual([
    { kind: 'requested', at: '12:00' },
    { kind: 'shown', at: '12:02' },
    { kind: 'kept', at: '12:40' },
    { kind: 'shared', at: '12:40' },
  ]);
  await lab.write([anEvent('clip.rated', 20, { outcome: 'kept' }), decided(50, 'video', 'block')]);
  expect(await outcomes()).toEqual([
    { kind: 'requested', at: '12:00' },
    { kind: 'shared', at: '12:40' },
    { kind: 'blocked', at: '12:50' },
  ]);
  await lab.write([decided(70, 'video', 'allow')]);
  expect(await outcomes()).toEqual([
    { kind: 'requested', at: '12:00' },
    { kind: 'shown', at: '13:10' },
    { kind: 'kept', at: '12:20' },
    { kind: 'shared', at: '12:40' },
  ]);
});

test('usage that comes in late and an earlier block change what a blocked generation had used', async () => {
  await lab.write([
    requested(0),
    decided(30, 'video', 'block', { policy: 'late', decided_by: 'human', review_seconds: 5 }),
  ]);
  const review = { resource: 'human_review', quantity: '5', stage: 'video', policy: 'late', bucket: '12:30' };
  expect(await blockedUsage()).toEqual([review]);

  await lab.write([completed(5), completed(40)]);
  const gpu = { ...review, resource: 'gpu', quantity: '10' };
  expect(await blockedUsage()).toEqual([gpu, review]);

  await lab.write([decided(10, 'photo', 'block', { policy: 'early' })]);
  const early = { stage: 'photo', policy: 'early', bucket: '12:00' };
  expect(await blockedUsage()).toEqual([
    { ...gpu, ...early },
    { ...review, ...early, resource: 'moderation_check', quantity: '1' },
  ]);
});

test('history of ten years in one segment is stored at once', async () => {
  const years = Array.from({ length: 120 }, (_, month) =>
    anEvent(
      'clip.viewed',
      0,
      {},
      { time: new Date(Date.UTC(2016, month, 1)).toISOString(), subject: `g${month}` },
    ),
  );
  expect((await lab.write(years)).stored).toBe(120);
  await lab.settle();
  expect(
    await lab.query(
      `SELECT sum(views) AS views FROM rollups FINAL WHERE family = 'count' AND dimension = ''`,
    ),
  ).toEqual([{ views: 120 }]);
});
