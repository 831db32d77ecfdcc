import { expect, test } from 'vitest';
import { curlLine, firstEvents } from './first-events.ts';

const now = Date.parse('2026-11-20T12:00:00Z');

test('the first events are one clip of the last minute, requested before it was made before it earned', () => {
  const events = firstEvents(now, 'clip-1') as { subject: string; time: string; id: string }[];
  expect(new Set(events.map((event) => event.subject))).toEqual(new Set(['clip-1']));
  expect(new Set(events.map((event) => event.id)).size).toBe(events.length);
  const times = events.map((event) => Date.parse(event.time));
  expect(times).toEqual(times.toSorted((a, b) => a - b));
  expect(now - Math.min(...times)).toBeLessThanOrEqual(60_000);
});

test('the line carries the key, waits for the numbers, and its body is the events', () => {
  const events = firstEvents(now, 'clip-1');
  const line = curlLine('http://127.0.0.1:3000', 'bk_key', events);
  expect(line).toContain("'http://127.0.0.1:3000/v1/events?refresh=wait_for'");
  expect(line).toContain('Bearer bk_key');
  expect(JSON.parse(/-d '([\s\S]*)'$/.exec(line)![1]!)).toEqual(events);
});
