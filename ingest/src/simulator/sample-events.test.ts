import { beforeAll, expect, test } from 'vitest';
import { validateEvent } from '../contract/validate-event.ts';
import { usdRate } from './generators/exchange.ts';
import type { CloudEvent, SampleEvent } from './sample-event.ts';
import { type SampleOptions, sampleEvents } from './sample-events.ts';
import { sampleRates } from './sample-rates.ts';
import { FLOODING_USER } from './scenarios/flooding-user.ts';
import type { Rate } from './scenarios/price-rise.ts';
import { isWithin, type Span, storyUntil } from './scenarios/story.ts';

const DAY_MS = 86_400_000;
const UNTIL = Date.parse('2026-10-20T15:30:00Z');
const OPTIONS: SampleOptions = {
  seed: 1,
  generationsPerDay: 400,
  start: UNTIL - 36 * DAY_MS,
  end: UNTIL,
  story: storyUntil(UNTIL),
};
const { story } = OPTIONS;

let samples: SampleEvent[];
let events: CloudEvent[];
beforeAll(() => {
  samples = [...sampleEvents(OPTIONS)];
  events = samples.map(({ event }) => event);
});

const timeOf = (event: CloudEvent) => Date.parse(event.time);
const ofType = (type: CloudEvent['type']) => events.filter((event) => event.type === type);
const within = (type: CloudEvent['type'], span: Span) =>
  ofType(type).filter((event) => isWithin(timeOf(event), span));

test('every event keeps the contract, to the last field', () => {
  const context = { now: UNTIL, maxEventAgeDays: 90, pseudonymKey: new Uint8Array(32), resent: false };
  const wrong = events.flatMap((event) => {
    const { errors, warnings } = validateEvent(event, JSON.stringify(event), context);
    return [...errors, ...warnings];
  });
  expect(wrong).toEqual([]);
  expect(new Set(events.map(({ type }) => type)).size).toBe(11);
});

test('every event has an identity of its own and says that it is a sample', () => {
  expect(new Set(events.map(({ source, id }) => `${source} ${id}`)).size).toBe(events.length);
  expect(events.every(({ source }) => source.startsWith('sample/'))).toBe(true);
});

test('events come in the order in which they are sent, none after the end', () => {
  expect(samples.every(({ sentAt }, i) => i === 0 || sentAt >= (samples[i - 1] as SampleEvent).sentAt)).toBe(
    true,
  );
  expect(samples.at(-1)?.sentAt).toBeLessThanOrEqual(UNTIL);
  expect(samples.at(-1)?.sentAt).toBeGreaterThan(UNTIL - 15 * 60_000);
});

test('the same seed gives the same events, another seed others', () => {
  const day = (seed: number) => [...sampleEvents({ ...OPTIONS, seed, start: UNTIL - DAY_MS })];
  expect(day(1)).toEqual(day(1));
  expect(day(2)).not.toEqual(day(1));
});

test('the traffic is one stream: another start or end cuts another piece out of the same', () => {
  const from = UNTIL - 2 * DAY_MS;
  const pieces = sampleEvents({ ...OPTIONS, start: UNTIL - 17 * DAY_MS, end: Number.POSITIVE_INFINITY });
  const piece = [];
  for (const sample of pieces) {
    if (sample.sentAt > UNTIL) break;
    if (sample.sentAt >= from) piece.push(sample);
  }
  expect(piece).toEqual(samples.filter(({ sentAt }) => sentAt >= from));
});

test('it has about the size that it was asked for, and about ten events a generation', () => {
  const perDay = ofType('generation.requested').length / 36;
  expect(perDay).toBeGreaterThan(370);
  expect(perDay).toBeLessThan(430);
  expect(events.filter(({ type }) => type !== 'capacity.reported').length / 36 / perDay).toBeGreaterThan(8.5);
});

test('GPU seconds of the distilled model have the assumed median and tail', () => {
  const seconds = ofType('generation.completed')
    .filter(
      ({ data }) =>
        data.model === 'distilled-720p' && data.gpu_model === 'H100' && data.status === 'succeeded',
    )
    .map(({ data }) => data.gpu_seconds as number)
    .sort((a, b) => a - b);
  expect(seconds[Math.floor(seconds.length * 0.5)]).toBeCloseTo(40, -0.5);
  expect(seconds[Math.floor(seconds.length * 0.95)]).toBeCloseTo(110, -1.1);
});

test('0.5 % of the users cause about 12 % of the GPU seconds', () => {
  const userOf = new Map(ofType('generation.requested').map(({ subject, data }) => [subject, data.user_id]));
  const byUser = new Map<unknown, number>();
  for (const { subject, data } of ofType('generation.completed')) {
    const user = userOf.get(subject);
    if (user === FLOODING_USER.id) continue;
    byUser.set(user, (byUser.get(user) ?? 0) + (data.gpu_seconds as number));
  }
  const sorted = [...byUser.values()].sort((a, b) => b - a);
  const total = sorted.reduce((sum, seconds) => sum + seconds, 0);
  const top = sorted.slice(0, Math.round(sorted.length * 0.005)).reduce((sum, seconds) => sum + seconds, 0);
  expect(top / total).toBeGreaterThan(0.08);
  expect(top / total).toBeLessThan(0.18);
});

test('impressions of a posted clip are heavy-tailed: a mean near 60, one clip in a hundred near 2,000', () => {
  const early = new Set(
    within('clip.shared', { start: OPTIONS.start, end: UNTIL - 12 * DAY_MS }).map(({ subject }) => subject),
  );
  const byClip = new Map<string, number>([...early].map((subject) => [subject as string, 0]));
  for (const { subject, data } of ofType('ad.impression')) {
    const sum = byClip.get(subject as string);
    if (sum !== undefined) byClip.set(subject as string, sum + (data.impressions as number));
  }
  const sorted = [...byClip.values()].sort((a, b) => a - b);
  expect(sorted.reduce((sum, n) => sum + n, 0) / sorted.length).toBeCloseTo(60, -1.3);
  expect(sorted[Math.floor(sorted.length * 0.99)]).toBeGreaterThan(1400);
});

test('about 80 % of the ad revenue comes within 72 hours of the posting', () => {
  const posted = new Map(
    ofType('clip.shared')
      .filter(({ data, time }) => data.channel === 'story' && Date.parse(time) < UNTIL - 13 * DAY_MS)
      .map((event) => [event.subject, timeOf(event)]),
  );
  let soon = 0;
  let all = 0;
  for (const event of ofType('ad.impression')) {
    const start = posted.get(event.subject);
    if (start === undefined) continue;
    all += event.data.impressions as number;
    if (timeOf(event) - start < 3 * DAY_MS) soon += event.data.impressions as number;
  }
  expect(soon / all).toBeGreaterThan(0.74);
  expect(soon / all).toBeLessThan(0.86);
});

test('the story is told: the margin is a little positive until the GPU price rises, and negative after it', () => {
  const margin = (span: Span) => revenue(span) - cost(span);
  const before = { start: UNTIL - 30 * DAY_MS, end: story.priceRise };
  const after = { start: story.priceRise, end: UNTIL };
  expect(margin(before) / revenue(before)).toBeGreaterThan(0.03);
  expect(margin(before) / revenue(before)).toBeLessThan(0.25);
  expect(margin(after) / revenue(after)).toBeLessThan(-0.08);
});

test('the story is told: the bad classifier version doubles the blocks of its day', () => {
  const blocks = (span: Span) =>
    within('moderation.decided', span).filter(({ data }) => data.verdict === 'block').length;
  const day = story.badClassifier;
  const usual = blocks({ start: day.end, end: day.end + 4 * DAY_MS }) / 4;
  expect(blocks(day) / usual).toBeGreaterThan(1.7);
  const versions = new Set(
    within('moderation.decided', day)
      .filter(({ data }) => data.stage === 'video' && data.classifier)
      .map(({ data }) => data.classifier_version),
  );
  expect([...versions]).toContain('2.5.0');
});

test('the story is told: one user floods the service for a day, and nobody else comes near', () => {
  const requests = new Map<unknown, number>();
  for (const { data } of within('generation.requested', story.flood))
    requests.set(data.user_id, (requests.get(data.user_id) ?? 0) + 1);
  const [first, second] = [...requests].sort(([, a], [, b]) => b - a);
  expect(first?.[0]).toBe(FLOODING_USER.id);
  expect(first?.[1]).toBeGreaterThan(5 * (second?.[1] ?? 0));
});

test('the story is told: on the slow day advertisers pay less than half for the same impressions', () => {
  const ecpm = (span: Span) => {
    const ads = within('ad.impression', span);
    return revenueOf(ads) / ads.reduce((sum, { data }) => sum + (data.impressions as number), 0);
  };
  const slow = story.slowAdvertisers;
  const around = ecpm({ start: slow.start - 3 * DAY_MS, end: slow.start });
  expect(ecpm(slow) / around).toBeLessThan(0.6);
});

function revenueOf(ads: CloudEvent[]): number {
  return ads.reduce(
    (sum, event) =>
      sum +
      ((event.data.revenue_micros as number) / 1e6) *
        usdRate(event.data.currency as 'EUR', timeOf(event), OPTIONS.seed),
    0,
  );
}

function revenue(span: Span): number {
  return revenueOf([...within('ad.impression', span), ...within('ad.revenue_adjusted', span)]);
}

/** Priced by the sample's own rates, in plain numbers: near enough for a sign. */
function cost(span: Span): number {
  const rates = sampleRates(OPTIONS.start, story);
  const price = (resource: Rate['resource'], usage: Record<string, unknown>, time: number): number => {
    const fitting = rates.filter(
      (rate) =>
        rate.resource === resource &&
        Date.parse(rate.valid_from) <= time &&
        Object.entries(rate.match ?? {}).every(([key, value]) => usage[key] === value),
    );
    const rate = fitting.at(-1) as Rate;
    return Number(rate.price) * usdRate(rate.currency as 'EUR', time, OPTIONS.seed);
  };
  let sum = 0;
  for (const event of events) {
    const time = timeOf(event);
    if (!isWithin(time, span)) continue;
    const { type, data } = event;
    if (type === 'generation.completed') {
      sum += ((data.gpu_seconds as number) / 3600) * price('gpu', data, time);
      sum += (((data.output_bytes as number | undefined) ?? 0) / 1e9) * price('storage', data, time);
    } else if (type === 'moderation.decided') {
      if (data.decided_by !== 'human') sum += price('moderation_check', data, time) / 1000;
      sum += (((data.review_seconds as number | undefined) ?? 0) / 3600) * price('human_review', data, time);
    } else if (type === 'clip.viewed') {
      sum += ((data.delivered_bytes as number) / 1e9) * price('delivery', data, time);
    }
  }
  return sum;
}
