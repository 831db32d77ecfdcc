import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pino from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { eventKey } from '../contract/event-key.ts';
import { decodeEvents } from '../spool/native/event-block.ts';
import { openSpool } from '../spool/open-spool.ts';
import type { Spool } from '../spool/spool.ts';
import type { SpoolFrame } from '../spool/spool-frame.ts';
import type { SpoolPosition } from '../spool/spool-position.ts';
import { SpoolUnavailable } from '../spool/spool-unavailable.ts';
import type { CollectAnswer } from './collect-answer.ts';
import { Collector } from './collector.ts';

let directory: string;
let spool: Spool;
let collector: Collector;
/** What was appended, and what lets the disk be done with it. */
let appends: { frame: SpoolFrame; succeed: () => void; fail: () => void }[];

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'breakeven-collector-'));
  spool = await openSpool({ directory, logger: pino({ level: 'silent' }) });
  collector = new Collector({ spool, pseudonymKey: Buffer.alloc(32), maxEventAgeDays: 0, now: Date.now });
  appends = [];
  const append = spool.append.bind(spool);
  spool.append = (frame) =>
    new Promise<SpoolPosition>((resolve, reject) => {
      const fail = () => reject(new SpoolUnavailable('spool_unavailable', 'The disk is full.'));
      appends.push({ frame, succeed: () => append(frame).then(resolve, reject), fail });
    });
});

afterEach(async () => {
  await spool.close();
  await rm(directory, { recursive: true });
});

const event = (id: string, views = 1) =>
  JSON.stringify({
    ...{ specversion: '1.0', id, source: '/app', type: 'clip.viewed', time: '2026-10-01T11:50:00Z' },
    ...{ subject: 'g1', data: { views } },
  });

function post(...events: string[]): Promise<CollectAnswer> {
  const body = Buffer.from(events.join('\n'));
  return collector.collect({
    ...{ body, contentType: 'application/x-ndjson', contentEncoding: undefined, backfill: false },
  });
}

/** The append number `index`, once it was asked for. */
async function appended(index: number) {
  await expect.poll(() => appends.length, { interval: 1 }).toBeGreaterThan(index);
  return appends[index]!;
}

const idsOf = ({ block }: SpoolFrame) => decodeEvents(block).map(({ id }) => id);
const counts = (accepted: number, duplicates: number, rejected = 0) => ({ accepted, duplicates, rejected });

test('requests that come together share one frame and are answered each for itself', async () => {
  const answers = Array.from({ length: 128 }, (_, index) =>
    post(event(`e${index}`), ...(index % 2 ? ['{}'] : [])),
  );
  const { frame, succeed } = await appended(0);
  succeed();
  const settled = await Promise.all(answers);
  expect(appends).toHaveLength(1);
  expect(idsOf(frame)).toEqual(Array.from({ length: 128 }, (_, index) => `e${index}`));
  expect([...frame.keys]).toEqual(idsOf(frame).map((id) => eventKey('/app', id)));
  expect(frame.rejected).toHaveLength(64);
  settled.forEach((answer, index) => {
    expect(answer).toMatchObject({ status: index % 2 ? 207 : 200, body: counts(1, 0, index % 2) });
    expect(answer).toHaveProperty('position', spool.stats().last);
  });
});

test('while the disk is busy the next requests are read, and go together once it is free', async () => {
  const first = post(event('a'));
  const { succeed } = await appended(0);
  const others = [post(event('b')), sleep(20).then(() => post(event('c')))];
  await sleep(40);
  expect(appends).toHaveLength(1);
  succeed();
  await first;
  const second = await appended(1);
  expect(idsOf(second.frame)).toEqual(['b', 'c']);
  second.succeed();
  await Promise.all(others);
});

test('a request that is refused does not wait for the disk, and those around it are kept', async () => {
  const [before, broken, after] = [post(event('a')), collectBroken(), post(event('b'))];
  expect(await broken).toMatchObject({ status: 400 });
  const { frame, succeed } = await appended(0);
  expect(idsOf(frame)).toEqual(['a', 'b']);
  succeed();
  expect(await Promise.all([before, after])).toMatchObject([{ status: 200 }, { status: 200 }]);
});

function collectBroken(): Promise<CollectAnswer> {
  const body = Buffer.from('{"a":');
  return collector.collect({
    body,
    contentType: 'application/json',
    contentEncoding: undefined,
    backfill: false,
  });
}

test('of two requests with the same event the second is a duplicate, and is answered no earlier than the event is durable', async () => {
  const answered: string[] = [];
  const [first, second] = [post(event('a')), post(event('a'), event('a', 2), event('b'))];
  void first.then(() => answered.push('first'));
  void second.then(() => answered.push('second'));
  const { frame, succeed } = await appended(0);
  await sleep(20);
  expect(answered).toEqual([]);
  expect(idsOf(frame)).toEqual(['a', 'b']);
  succeed();
  expect(await first).toMatchObject({ status: 200, body: counts(1, 0) });
  expect(await second).toMatchObject({
    status: 207,
    body: { ...counts(1, 1, 1), errors: [{ code: 'id_conflict' }] },
  });
});

test('an event that comes again while it is on its way to the disk waits for the outcome', async () => {
  const first = post(event('a'));
  const { fail } = await appended(0);
  const again = post(event('a'));
  await sleep(20);
  fail();
  expect(await first).toMatchObject({ status: 503 });
  // Nothing of the first request was kept, so this one brings the event.
  const second = await appended(1);
  expect(idsOf(second.frame)).toEqual(['a']);
  second.succeed();
  expect(await again).toMatchObject({ status: 200, body: counts(1, 0) });
  expect(await post(event('a'))).toMatchObject({ body: counts(0, 1) });
});

test('when the disk refuses a frame, all its requests are to be sent again and nothing of them is known', async () => {
  const requests = [post(event('a')), post(event('a')), post(event('b'))];
  (await appended(0)).fail();
  for (const answer of await Promise.all(requests))
    expect(answer).toMatchObject({ status: 503, retryAfterSeconds: 5 });
  const again = post(event('a'), event('b'));
  (await appended(1)).succeed();
  expect(await again).toMatchObject({ status: 200, body: counts(2, 0) });
});

test('events that share a key by chance are two events', async () => {
  const [one, other] = ['e1533777', 'e2085488'];
  expect(eventKey('/app', one)).toBe(eventKey('/app', other));
  const first = post(event(one), event(other));
  (await appended(0)).succeed();
  expect(await first).toMatchObject({ status: 200, body: counts(2, 0) });
  const again = post(event(one), event(other), event(other, 2));
  const { frame, succeed } = await appended(1);
  succeed();
  // Only the first of a key is remembered here; the writer knows the other.
  expect(idsOf(frame)[0]).toBe(other);
  expect((await again).body).toMatchObject({ duplicates: 1 });
});

test('a frame holds no more than a good load, whatever waits', async () => {
  const many = (name: string) =>
    post(...Array.from({ length: 4000 }, (_, index) => event(`${name}${index}`)));
  const requests = ['a', 'b', 'c', 'd', 'e', 'f'].map(many);
  for (let index = 0; index < 2; index += 1) {
    const { frame, succeed } = await appended(index);
    expect(frame.events).toBe(12_000);
    succeed();
  }
  for (const answer of await Promise.all(requests)) expect(answer).toMatchObject({ body: counts(4000, 0) });
});

test('an error that no answer foresees fails the requests that met it, and no others', async () => {
  const { append } = spool;
  spool.append = () => Promise.reject(new Error('a bug'));
  await expect(post(event('a'))).rejects.toThrow('a bug');
  spool.append = append;
  const next = post(event('a'));
  (await appended(0)).succeed();
  expect(await next).toMatchObject({ status: 200, body: counts(1, 0) });
});
