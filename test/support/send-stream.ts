import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { Api, HttpAnswer } from './api.ts';
import type { EventStream } from './streams/event-stream.ts';
import { type Random, random as seeded } from './streams/random.ts';

/**
 * Sends a stream as many services do: in requests of all sizes, body forms and encodings, several at once; then its
 * conflicts. Checks that every answer counts every event and rejects exactly the invalid ones, each for its reason.
 */
export async function sendStream(
  api: Api,
  ingestKey: string,
  stream: EventStream,
  { seed, largest = 400 }: { seed: number; largest?: number },
): Promise<void> {
  const random = seeded(seed);
  const reasons = new Map(stream.invalid.map(({ event, code, path }) => [event, { code, path }]));
  const send = async (events: unknown[]) => {
    const answer = await api.request('POST', '/v1/events', { ...bodyOf(random, events), key: ingestKey });
    checkCounts(events, answer);
    return answer;
  };
  await fourAtOnce(inRequests(random, stream.arrivals, largest), async (events) => {
    const { body } = await send(events);
    const rejected = events.flatMap((event, index) => {
      const reason = reasons.get(event);
      return reason ? [{ index, ...reason }] : [];
    });
    const said = body.errors.map(({ index, code, path }: Record<string, unknown>) => ({ index, code, path }));
    if (body.rejected !== rejected.length || !sameJson(said, rejected.slice(0, 100))) {
      throw new Error(`Rejected ${JSON.stringify(body)} instead of ${JSON.stringify(rejected)}`);
    }
  });
  for (const events of inRequests(random, stream.conflicts, largest)) {
    const { body } = await send(events);
    const other = body.errors.find(({ code }: Record<string, unknown>) => code !== 'id_conflict');
    if (other) throw new Error(`A conflict was rejected as ${JSON.stringify(other)}`);
  }
}

function checkCounts(events: unknown[], { status, body, text }: HttpAnswer): void {
  const counted = body ? body.accepted + body.duplicates + body.rejected : undefined;
  const right = body?.rejected === 0 ? 200 : body?.rejected === events.length ? 422 : 207;
  if (counted !== events.length || status !== right) {
    throw new Error(`${events.length} events were answered with ${status}: ${text.slice(0, 2000)}`);
  }
}

function inRequests(random: Random, events: unknown[], largest: number): unknown[][] {
  const requests: unknown[][] = [];
  for (let sent = 0; sent < events.length; ) {
    const size = random.pick([1, random.int(2, 9), random.int(10, 100), largest, largest, largest]);
    requests.push(events.slice(sent, sent + size));
    sent += size;
  }
  return requests;
}

async function fourAtOnce(
  requests: unknown[][],
  send: (events: unknown[]) => Promise<unknown>,
): Promise<void> {
  let next = 0;
  const sender = async () => {
    while (next < requests.length) {
      const events = requests[next]!;
      next += 1;
      await send(events);
    }
  };
  await Promise.all([sender(), sender(), sender(), sender()]);
}

/** The same events in one of the forms of the contract. */
function bodyOf(
  random: Random,
  events: unknown[],
): { body: string | Buffer; headers: Record<string, string> } {
  const array = () => JSON.stringify(events);
  const forms: [string, () => string][] = [
    ['application/cloudevents-batch+json', array],
    ['application/json', array],
    ['application/x-ndjson', () => `${events.map((event) => JSON.stringify(event)).join('\n')}\n`],
  ];
  if (events.length === 1) {
    forms.push(['application/cloudevents+json', () => JSON.stringify(events[0])]);
    forms.push(['application/json; charset=utf-8', () => JSON.stringify(events[0])]);
  }
  const [type, text] = random.pick(forms);
  const headers = { 'content-type': type };
  const encoding = random.pick(['none', 'gzip', 'br']);
  if (encoding === 'none') return { body: text(), headers };
  const quick = { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } };
  const body = encoding === 'gzip' ? gzipSync(text()) : brotliCompressSync(text(), quick);
  return { body, headers: { ...headers, 'content-encoding': encoding } };
}

function sameJson(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
