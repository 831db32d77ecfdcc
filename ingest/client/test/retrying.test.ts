import type { Refusal } from '@breakeven/ingest/sender/fake-server';
import fc from 'fast-check';
import { afterEach, expect, test, vi } from 'vitest';
import { type TestClient, testClient } from './test-client.ts';

let tested: TestClient;
afterEach(async () => {
  vi.restoreAllMocks();
  await tested?.end();
});

/** A client whose first requests meet these refusals, one each. */
async function meeting(refusals: (Refusal | undefined)[], options: Parameters<typeof testClient>[0] = {}) {
  tested = await testClient({ server: { refuse: (request) => refusals[request - 1] }, ...options });
  return tested;
}
const quickly = () => vi.spyOn(Math, 'random').mockReturnValue(0.01);

test.each<Refusal>([...[500, 502, 503, 504, 429, 408, 425].map((status) => ({ status })), 'reset'])(
  '%j passes: the same events are sent again, and nobody has to act',
  async (refusal) => {
    const { client, view, requests, stored, errors, drops } = await meeting([refusal, refusal]);
    quickly();
    view(1);
    view(2);
    expect(await client.flush()).toBe(true);
    expect(requests()).toEqual([
      [1, 2],
      [1, 2],
      [1, 2],
    ]);
    expect(stored()).toEqual([1, 2]);
    expect(tested.server.batches[2]).toEqual(tested.server.batches[0]);
    expect(errors.map(({ events, retryInMs }) => [events, retryInMs])).toEqual([
      [2, 5],
      [2, 10],
    ]);
    expect(drops).toEqual([]);
    expect(client.stats()).toMatchObject({ accepted: 2, requests: 3, failedRequests: 2, buffered: 0 });
  },
);

test('a server that never answers is asked again after the time-out', async () => {
  const { client, view, stored, errors } = await meeting(['hang'], { requestTimeoutMs: 100 });
  view(1);
  await client.flush();
  expect(stored()).toEqual([1]);
  expect(errors.map(({ message }) => message)).toEqual([
    expect.stringMatching(/^Breakeven at http:\S+ did not answer within 100 ms\.$/),
  ]);
});

test('a server that is not there is told in words', async () => {
  const { server, view, errors, client } = await meeting([]);
  await server.close();
  view(1);
  await expect.poll(() => errors[0]?.message).toMatch(/nothing listens at its address/);
  expect(client.stats()).toMatchObject({ buffered: 1, dropped: 0 });
});

test('events whose answer was lost on the way are sent again and count once', async () => {
  const { client, view, stored } = await meeting(['lose']);
  quickly();
  view(1);
  view(2);
  await client.flush();
  expect(stored()).toEqual([1, 2]);
  expect(client.stats()).toMatchObject({ accepted: 0, duplicates: 2 });
});

test.each<[string, Refusal]>([
  ['seconds', { status: 503, retryAfter: '1' }],
  [
    'a date',
    { status: 429, date: 'Thu, 01 Oct 2026 00:00:00 GMT', retryAfter: 'Thu, 01 Oct 2026 00:00:01 GMT' },
  ],
])('Retry-After in %s is waited for', async (_, refusal) => {
  const { client, view, errors } = await meeting([refusal]);
  quickly();
  const started = performance.now();
  view(1);
  await client.flush();
  expect(performance.now() - started).toBeGreaterThanOrEqual(1000);
  expect(errors[0]!.retryInMs).toBe(1003);
});

test('what a person has to mend is told, and the events wait for it', async () => {
  const { client, view, stored, errors, drops } = await meeting([
    { status: 401 },
    { status: 403 },
    { status: 404 },
    { status: 301 },
    { status: 200, body: '<html>Welcome</html>' },
    { status: 422, body: '{"accepted":1}' },
  ]);
  quickly();
  view(1);
  await client.flush();
  expect(stored()).toEqual([1]);
  expect(drops).toEqual([]);
  expect(errors.map(({ status }) => status)).toEqual([401, 403, 404, 301, 200, 422]);
  expect(errors.map(({ message }) => message.replace(/.*:\d+ /, ''))).toEqual([
    'does not know this API key (401).',
    'does not let this API key do that (403): a key with scope "ingest" is needed.',
    'answered 404.',
    'answered 301.',
    'does not answer like a Breakeven server: its address may be wrong.',
    'does not answer like a Breakeven server: its address may be wrong.',
  ]);
});

test.each([400, 415])(
  '%i is not repeated: the events of the request are lost, and that is told',
  async (status) => {
    const problem = JSON.stringify({ code: 'invalid_json', detail: 'The body is no JSON.' });
    const { client, view, stored, requests, errors, drops } = await meeting([{ status, body: problem }]);
    view(1);
    view(2);
    await client.flush();
    view(3);
    await client.flush();
    expect(requests()).toEqual([[1, 2], [3]]);
    expect(stored()).toEqual([3]);
    expect(errors).toMatchObject([{ status, events: 2, retryInMs: undefined }]);
    expect(errors[0]!.message).toMatch(/answered \d+ invalid_json \(The body is no JSON\.\)/);
    expect(drops).toMatchObject([{ reason: 'refused', events: [{ type: 'clip.viewed' }, {}] }]);
    expect(client.stats()).toMatchObject({ dropped: 2, accepted: 1, buffered: 0 });
  },
);

test('413 splits a request until its parts are taken; what is too large alone is lost', async () => {
  tested = await testClient({
    server: {
      refuse: (_, events) =>
        events.length > 2 || events.some(({ data }) => data.delivered_bytes === 5)
          ? { status: 413 }
          : undefined,
    },
  });
  const { client, view, stored, drops, errors } = tested;
  for (let n = 0; n < 10; n += 1) view(n);
  await client.flush();
  expect(stored()).toEqual([0, 1, 2, 3, 4, 6, 7, 8, 9]);
  expect(drops).toMatchObject([{ reason: 'refused', events: [{ data: { delivered_bytes: 5 } }] }]);
  expect(errors).toMatchObject([{ status: 413, events: 1 }]);
  expect(client.stats()).toMatchObject({ accepted: 9, duplicates: 0, dropped: 1, buffered: 0 });
});

const tooOld = { code: 'too_old', path: 'time', message: 'time is too old' };
const isOdd = ({ data }: { data: Record<string, unknown> }) => (data.delivered_bytes as number) % 2 === 1;

test('rejected events are handed over with their reasons; nothing is sent again', async () => {
  tested = await testClient({ server: { rejects: (event) => (isOdd(event) ? tooOld : undefined) } });
  const { client, view, requests, rejections, drops, errors } = tested;
  for (let n = 0; n < 5; n += 1) view(n);
  await client.flush();
  view(7); // all of the request: 422
  await client.flush();
  expect(requests()).toEqual([[0, 1, 2, 3, 4], [7]]);
  expect(rejections.map(({ index, event, errors }) => [index, event.data, errors])).toEqual([
    [1, { delivered_bytes: 1 }, [tooOld]],
    [3, { delivered_bytes: 3 }, [tooOld]],
    [0, { delivered_bytes: 7 }, [tooOld]],
  ]);
  expect({ drops, errors }).toEqual({ drops: [], errors: [] });
  expect(client.stats()).toMatchObject({ accepted: 3, rejected: 3, requests: 2, buffered: 0 });
});

test('all that is wrong with an event is one rejection', async () => {
  const errors = ['a', 'b'].map((path) => ({
    index: 1,
    id: 'x',
    code: 'invalid_value',
    path,
    message: path,
  }));
  const body = JSON.stringify({ accepted: 1, duplicates: 0, rejected: 1, errors });
  const { client, view, rejections } = await meeting([{ status: 207, body }]);
  view(1);
  view(2);
  await client.flush();
  expect(rejections).toHaveLength(1);
  expect(rejections[0]!.errors.map(({ path }) => path)).toEqual(['a', 'b']);
});

test('rejected events that the answer does not name are told by their number', async () => {
  tested = await testClient({ server: { rejects: () => tooOld, errorsMax: 2 } });
  const { client, view, rejections, errors } = tested;
  for (let n = 0; n < 5; n += 1) view(n);
  await client.flush();
  expect(rejections).toHaveLength(2);
  expect(errors).toMatchObject([{ events: 3, retryInMs: undefined }]);
  expect(errors[0]!.message).toMatch(/rejected 3 more events than it names/);
  expect(client.stats()).toMatchObject({ rejected: 5, dropped: 0 });
});

test('after a failure the tries are apart, and more of them the longer it lasts', async () => {
  const { view, errors } = await meeting(Array(100).fill({ status: 503 }));
  view(1);
  await expect.poll(() => errors.length, { timeout: 10_000 }).toBeGreaterThan(2);
  const pauses = errors.map(({ retryInMs }) => retryInMs!);
  for (const [attempt, pause] of pauses.entries()) expect(pause).toBeLessThanOrEqual(500 * 2 ** attempt + 1);
});

test('whatever the server does in whatever order, every event is stored once and all counts add up', async () => {
  vi.spyOn(Math, 'random').mockReturnValue(0.001);
  const statuses = [503, 429, 413, 401].map((status) => ({ status }));
  const refusal = fc.constantFrom<(Refusal | undefined)[]>(undefined, 'reset', 'lose', ...statuses);
  await fc.assert(
    fc.asyncProperty(
      fc.array(refusal, { maxLength: 20 }),
      fc.integer({ min: 1, max: 20 }),
      fc.integer({ min: 1, max: 100 }),
      async (refusals, batchEvents, count) => {
        tested = await testClient({
          ...{ batchEvents, batchDelayMs: 1 },
          server: {
            refuse(request, events) {
              const next = refusals[request - 1];
              const isSplit = typeof next === 'object' && next.status === 413;
              return isSplit && events.length === 1 ? undefined : next;
            },
          },
        });
        for (let n = 0; n < count; n += 1) {
          tested.view(n);
          if (n % 30 === 0) await tested.client.flush();
        }
        expect(await tested.client.close()).toBe(true);
        expect(tested.stored().sort((a, b) => a - b)).toEqual(Array.from({ length: count }, (_, n) => n));
        const { accepted, duplicates, ...rest } = tested.client.stats();
        expect(accepted + duplicates).toBe(count);
        expect(rest).toMatchObject({ rejected: 0, dropped: 0, buffered: 0, bufferedBytes: 0 });
        await tested.end();
      },
    ),
    { numRuns: 40 },
  );
}, 60_000);
