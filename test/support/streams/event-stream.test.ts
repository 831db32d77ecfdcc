import { expect, it } from 'vitest';
import { uniqueEvents } from '../reference/unique-events.ts';
import { eventStream } from './event-stream.ts';

const windows: [string, string][] = [['2026-10-03T00:00:00Z', '2026-10-05T00:00:00Z']];

it('repeats a stream exactly for the same seed and makes another for another seed', () => {
  const stream = (seed: number) => JSON.stringify(eventStream({ seed, events: 300, windows }).arrivals);
  expect(stream(1)).toBe(stream(1));
  expect(stream(1)).not.toBe(stream(2));
});

it('makes every type, with unique identities, 5 % repeats and 2 % invalid events', () => {
  const { unique, arrivals, invalid, conflicts } = eventStream({ seed: 3, events: 4000, windows });
  expect(new Set(unique.map((event) => event.type)).size).toBe(11);
  expect(uniqueEvents(unique)).toHaveLength(4000);
  expect(arrivals).toHaveLength(4000 + 200 + 80);
  expect(invalid).toHaveLength(80);
  expect(uniqueEvents([...unique, ...conflicts])).toHaveLength(4000);
});
