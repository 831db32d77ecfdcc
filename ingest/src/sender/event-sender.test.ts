import { afterEach, expect, test } from 'vitest';
import { type Batch, type BatchAnswer, EventSender } from './event-sender.ts';
import { type FakeServer, type FakeServerOptions, fakeServer } from './fake-server.ts';

let server: FakeServer | undefined;
afterEach(() => server?.close());

async function send(count: number, options: FakeServerOptions, giveUpAfterMs = 10_000) {
  server = await fakeServer(options);
  const answers: { batch: Batch<number>; answer: BatchAnswer }[] = [];
  const target = {
    url: server.url,
    key: 'k',
    backfill: false,
    giveUpAfterMs,
    signal: new AbortController().signal,
  };
  const sender = new EventSender<number>(target, (batch, answer) => answers.push({ batch, answer }));
  for (let n = 0; n < count; n += 1) {
    await sender.add(JSON.stringify({ source: 's', id: `e${n}`, type: 't', time: '', data: {} }), n);
  }
  await sender.finish();
  return answers;
}

test('every event is sent once, in batches that the server takes', async () => {
  const answers = await send(2500, {});
  expect(server?.events.size).toBe(2500);
  expect(answers.map(({ batch }) => batch.lines.length).sort()).toEqual([1000, 1000, 500]);
});

test('a batch is sent again after 503 and 429 until it is taken', async () => {
  await send(10, {
    refuse: (request) =>
      request === 1 ? { status: 503 } : request === 2 ? { status: 429, retryAfter: '0.1' } : undefined,
  });
  expect(server?.requests).toBe(3);
  expect(server?.events.size).toBe(10);
});

test('a server that never recovers ends the sending with the reason', async () => {
  await expect(send(10, { refuse: () => ({ status: 503 }) }, 100)).rejects.toThrow(
    /did not take the events.*503/,
  );
});

test.each([
  [401, /does not know this API key/],
  [403, /a key with scope "ingest"/],
  [415, /answered 415/],
])('a refusal that repetition cannot mend (%i) ends the sending at once', async (status, words) => {
  await expect(send(1, { refuse: () => ({ status }) })).rejects.toThrow(words);
  expect(server?.requests).toBe(1);
});

test('a wrong address is told in words', async () => {
  const gone = await fakeServer();
  await gone.close();
  const target = {
    url: gone.url,
    key: 'k',
    backfill: false,
    giveUpAfterMs: 0,
    signal: new AbortController().signal,
  };
  const sender = new EventSender<number>(target, () => {});
  void sender.add('{}', 0);
  await expect(sender.finish()).rejects.toThrow('nothing listens at its address');
});
