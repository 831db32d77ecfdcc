import type { FxRate } from '../reference/exchange.ts';
import type { Rate } from '../reference/rate.ts';
import type { RawEvent } from '../reference/raw-event.ts';
import { eventMaker } from './event-maker.ts';
import { type InvalidEvent, invalidEvent } from './invalid-event.ts';
import { type Random, random as seeded } from './random.ts';
import { randomAdvertising } from './random-advertising.ts';
import { randomGeneration } from './random-generation.ts';
import { randomFxRates, randomRates } from './random-rates.ts';
import { words } from './words.ts';

export interface StreamOptions {
  seed: number;
  /** How many unique, valid events. */
  events: number;
  /** Where most of them happen, as [start, end) in RFC 3339. */
  windows: [string, string][];
}

export interface EventStream {
  /** The unique valid events. */
  unique: RawEvent[];
  /** What is to be sent, in any order: the unique ones, 5 % of them again, and 2 % that must be rejected. */
  arrivals: unknown[];
  /** The invalid ones among the arrivals. */
  invalid: InvalidEvent[];
  /** To be sent after the arrivals are answered: other content under an identity that is taken. */
  conflicts: RawEvent[];
  rates: Rate[];
  fxRates: FxRate[];
}

/** A random stream with everything that goes wrong in practice. The same options give the same stream. */
export function eventStream({ seed, events, windows }: StreamOptions): EventStream {
  const random = seeded(seed);
  const unique = uniqueEvents(random, events, windows);
  const share = (part: number) => Array.from({ length: Math.ceil(events * part) }, () => random.pick(unique));
  const invalid = share(0.02).map((event, index) => invalidEvent(random, event, `${seed}-${index}`));
  const conflicts = share(0.01).map((event) => conflict(random, event, unique));
  const repeats = share(0.05).map((event) => sameContent(random, event));
  const times = windows.flat().map((text) => Date.parse(text));
  const [start, end] = [Math.min(...times), Math.max(...times)];
  return {
    ...{ unique, invalid, conflicts },
    arrivals: random.shuffle([...unique, ...repeats, ...invalid.map(({ event }) => event)]),
    rates: randomRates(random, start, end),
    fxRates: randomFxRates(random, start, end),
  };
}

function uniqueEvents(random: Random, count: number, windows: [string, string][]): RawEvent[] {
  const make = eventMaker(random);
  const found: RawEvent[] = [];
  let generations = 0;
  while (found.length < count) {
    generations += 1;
    const id = random.pick(['', 'g ', 'ü/']) + generations;
    const start = randomTime(random, windows);
    found.push(...randomGeneration(random, make, id, start, Math.max(5, count / 100)));
    for (let ads = random.pick([0, 1, 2]); ads > 0; ads -= 1) {
      const subject = random.pick([id, id, undefined, `orphan ${generations}`]);
      found.push(randomAdvertising(random, make, subject, start + random.int(0, 86_400_000_000)));
    }
    if (random.chance(0.03)) {
      const data = {
        gpu_model: random.pick(words.gpu_model),
        gpus: random.int(0, 64),
        interval_seconds: 900,
      };
      found.push(make('capacity.reported', start, undefined, data));
    }
  }
  return found.slice(0, count);
}

/** In one of the windows, often on a quarter of an hour or a whole second; microseconds since 1970. */
function randomTime(random: Random, windows: [string, string][]): number {
  const [start, end] = random.pick(windows).map((text) => Date.parse(text) * 1000) as [number, number];
  const step = random.pick([1, 1, 1, 1000, 1_000_000, 15 * 60_000_000]);
  return Math.floor(random.int(start, end - 1) / step) * step;
}

/** The same event in other words: the order of its fields, absent fields as null. */
function sameContent(random: Random, event: RawEvent): RawEvent {
  if (random.chance(0.5)) return event;
  const { data, ...envelope } = event;
  const reversed = Object.entries(data ?? {}).reverse();
  return { data: { ...Object.fromEntries(reversed), policy: data?.policy ?? null }, ...envelope };
}

/** Another event of the stream under the identity of this one, or this one with another content. */
function conflict(random: Random, event: RawEvent, unique: RawEvent[]): RawEvent {
  const { id, source } = event;
  if (random.chance(0.5)) {
    const other = random.pick(unique);
    const same = other.id === id && other.source === source;
    return same ? { ...event, time: '2026-01-01T00:00:00Z' } : { ...other, id, source };
  }
  return {
    ...event,
    time: event.time.replace(/T\d\d:\d\d/, (text) => (text === 'T11:11' ? 'T12:12' : 'T11:11')),
  };
}
