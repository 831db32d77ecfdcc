import { readFileSync } from 'node:fs';
import { EVENT_FIELDS } from '@breakeven/ingest/contract/event-fields';
import { validateEvent } from '@breakeven/ingest/contract/validate-event';
import { type FakeServer, fakeServer, type SeenEvent } from '@breakeven/ingest/sender/fake-server';
import { afterEach, beforeEach, expect, test } from 'vitest';

const context = { now: 0, maxEventAgeDays: 90, pseudonymKey: Buffer.from('key'), resent: false };
const read = (path: string) => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');

let server: FakeServer;
let problems: unknown[];
beforeEach(async () => {
  problems = [];
  server = await fakeServer({ rejects: check });
  process.env.BREAKEVEN_URL = server.url;
  process.env.BREAKEVEN_API_KEY = 'k';
});
afterEach(() => server.close());

function check(event: SeenEvent) {
  const { errors, warnings } = validateEvent(event, JSON.stringify(event), { ...context, now: Date.now() });
  problems.push(...errors, ...warnings);
  return errors[0];
}

/** Runs an example and answers what it sent: type, generation and data of each event, in order. */
async function run(example: () => Promise<unknown>) {
  await example();
  expect(problems).toEqual([]);
  return [...server.events.values()].map(({ type, subject, data }) => [type, subject, data]);
}

test('the GPU worker books both attempts with their GPU seconds', async () => {
  const completed = (more: object) => expect.objectContaining({ gpu_seconds: expect.any(Number), ...more });
  expect(await run(() => import('../examples/gpu-worker.ts'))).toEqual([
    ['generation.completed', 'g-1', completed({ status: 'failed', attempt: 1, error_code: 'render' })],
    ['generation.completed', 'g-1', completed({ status: 'succeeded', attempt: 2, output_bytes: 4_200_000 })],
    ['capacity.reported', undefined, expect.objectContaining({ gpus: 8 })],
  ]);
});

test('the moderation service books a verdict at each stage, and the time of the person', async () => {
  const sent = await run(() => import('../examples/moderation-service.ts'));
  expect(sent.map(([, , data]) => data)).toMatchObject([
    { stage: 'photo', verdict: 'allow' },
    { stage: 'prompt', verdict: 'allow' },
    { stage: 'video', verdict: 'review', policy: 'adult_nudity' },
    { stage: 'video', verdict: 'block', decided_by: 'human', review_seconds: 41.5 },
    { stage: 'video', outcome: 'overturned' },
    { stage: 'video', verdict: 'allow', decided_by: 'human', review_seconds: 12 },
    { stage: 'story', verdict: 'allow' },
  ]);
});

test('the ad server books exact money, an impression once, and the correction of a month', async () => {
  const sent = await run(() => import('../examples/ad-server.ts'));
  expect(sent).toMatchObject([
    ['ad.impression', 'g-1', { revenue_micros: 4200, country: 'DE' }],
    ['ad.impression', 'g-1', { revenue_micros: 3422, country: 'FR' }],
    ['ad.revenue_adjusted', undefined, { revenue_micros: -124_500_000 }],
  ]);
});

test.each(['gpu-worker', 'moderation-service', 'ad-server'])('the README shows %s as it is', (name) => {
  expect(read('README.md')).toContain(`\`\`\`ts\n${read(`examples/${name}.ts`)}\`\`\``);
});

test('the README names every type of event with its method', () => {
  const readme = read('README.md');
  for (const type of Object.keys(EVENT_FIELDS)) {
    const method = type.replace(/[._](\w)/g, (_, letter: string) => letter.toUpperCase());
    expect(readme).toMatch(new RegExp(`\`${method}\\(.*\`${type.replace('.', '\\.')}\``));
  }
});
