import { gzipSync } from 'node:zlib';
import type { RawEvent } from './reference/raw-event.ts';
import type { EventStream } from './streams/event-stream.ts';
import { type Random, random as seeded } from './streams/random.ts';

/** Senders that never give up, whatever the server does. */
export interface Traffic {
  /**
   * Unique right events that the server has answered for.
   * @throws if the server has given an answer that right events must not get
   */
  acknowledged(): number;
  /** How often right events were acknowledged that the server has already. */
  repeats(): number;
  /** Requests that were sent again because they had no answer, or one that asks for it. */
  resends(): number;
  /** For the time being no more than this part of the events (0 to 1) is sent for the first time: then old ones are. */
  limitTo(part: number): void;
  /** Sends what is left as fast as it goes, and what was not acknowledged again and again, then ends. */
  finish(): Promise<void>;
  /** Ends at once. */
  abandon(): void;
}

interface TrafficOptions {
  url: string;
  key: string;
  seed: number;
  /** Events a second. */
  rate: number;
}

const connections = 6;
const answersWithinMs = 10_000;
const pauseMs = 100;
const finishesWithinMs = 90_000;

/**
 * Starts to send the unique events of a stream, out of order and each at least once, in requests of many sizes over
 * several connections: one event in twenty once more, and now and then an invalid one among them. When all are sent it
 * goes on with old ones.
 */
export function startTraffic(stream: EventStream, { url, key, seed, rate }: TrafficOptions): Traffic {
  const random = seeded(seed);
  const events = outOfOrder(stream.unique, random);
  const invalid = new Set(stream.invalid.map(({ event }) => event));
  const texts = new Map([...events, ...invalid].map((event) => [event, JSON.stringify(event)]));
  const unanswered: unknown[][] = [];
  const known = new Set<unknown>();
  let isPatient = true;
  let next = 0;
  let newest = events.length;
  let nextAt = Date.now();
  let acknowledged = 0;
  let resends = 0;
  let inFlight = 0;
  let failure: Error | undefined;

  /** Undefined when it is not yet time for more. */
  const nextBatch = (): unknown[] | undefined => {
    const again = unanswered.shift();
    if (again !== undefined) {
      resends += 1;
      return again;
    }
    if (isPatient ? Date.now() < nextAt : next === events.length) return undefined;
    const size = random.pick([1, random.int(2, 20), random.int(50, 200), random.int(50, 200)]);
    const batch: unknown[] = events.slice(next, Math.min(newest, next + size));
    next += batch.length;
    const old = Array.from({ length: size }, (_, at) => at >= batch.length || random.chance(0.05));
    for (const _ of old.filter(Boolean)) batch.push(events[random.int(0, Math.max(0, next - 1))]);
    if (random.chance(0.05)) batch.push(random.pick(stream.invalid).event);
    // Time in which nobody answered is not made up for.
    nextAt = Math.max(nextAt, Date.now() - 100) + (1000 * batch.length) / rate;
    return random.shuffle(batch);
  };

  const send = async (batch: unknown[]): Promise<void> => {
    inFlight += 1;
    const answer = await post(
      url,
      key,
      batch.map((event) => texts.get(event)!),
      random,
    ).catch(() => undefined);
    inFlight -= 1;
    if (answer !== undefined && [200, 207, 422].includes(answer.status)) {
      const right = batch.filter((event) => !invalid.has(event));
      if (JSON.parse(answer.text).rejected !== batch.length - right.length)
        failure ??= new Error(`${right.length} of ${batch.length} events are right: ${answer.text}`);
      acknowledged += right.length;
      for (const event of right) known.add(event);
      return;
    }
    unanswered.push(batch);
    if (answer !== undefined && ![429, 503].includes(answer.status))
      failure ??= new Error(`Events were answered with ${answer.status}: ${answer.text}`);
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  };

  const isOver = () => !isPatient && next === events.length && unanswered.length === 0 && inFlight === 0;
  const sender = async () => {
    while (failure === undefined && !isOver()) {
      const batch = nextBatch();
      if (batch === undefined) await new Promise((resolve) => setTimeout(resolve, 5));
      else await send(batch);
    }
  };
  const sending = Promise.all(Array.from({ length: connections }, sender));
  return {
    acknowledged() {
      if (failure !== undefined) throw failure;
      return known.size;
    },
    repeats: () => acknowledged - known.size,
    resends: () => resends,
    limitTo(part) {
      newest = Math.ceil(part * events.length);
    },
    async finish() {
      newest = events.length;
      isPatient = false;
      const late = setTimeout(() => {
        failure ??= new Error(`${events.length - known.size} events were not acknowledged in the end`);
      }, finishesWithinMs);
      await sending;
      clearTimeout(late);
      if (failure !== undefined) throw failure;
    },
    abandon() {
      failure ??= new Error('The senders were stopped');
    },
  };
}

async function post(
  url: string,
  key: string,
  events: string[],
  random: Random,
): Promise<{ status: number; text: string }> {
  const lines = random.chance(0.5);
  const text = lines ? events.join('\n') : `[${events.join()}]`;
  const zipped = random.chance(0.2);
  const answer = await fetch(`${url}/v1/events`, {
    method: 'POST',
    signal: AbortSignal.timeout(answersWithinMs),
    headers: {
      authorization: `Bearer ${key}`,
      'content-type': lines ? 'application/x-ndjson' : 'application/json',
      ...(zipped && { 'content-encoding': 'gzip' }),
    },
    body: zipped ? gzipSync(text, { level: 1 }) : text,
  });
  return { status: answer.status, text: await answer.text() };
}

const span = 3000;

/** Each event some thousands of places from where it was at the most. */
function outOfOrder(events: readonly RawEvent[], random: Random): RawEvent[] {
  const found: RawEvent[] = [];
  for (let at = 0; at < events.length; at += span) found.push(...random.shuffle(events.slice(at, at + span)));
  return found;
}
