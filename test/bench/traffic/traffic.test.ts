import { parseTime } from '@breakeven/ingest/contract/parse-time';
import { validateEvent } from '@breakeven/ingest/contract/validate-event';
import { expect, test } from 'vitest';
import { DAY_MS, dayOfTraffic } from './day-of-traffic.ts';
import { eventTemplate } from './event-template.ts';
import { rowTemplate } from './row-template.ts';
import type { Template } from './template.ts';
import { TrafficStream } from './traffic-stream.ts';

const day = dayOfTraffic(40);
const firstDay = Date.UTC(2026, 1, 20); // runs over the end of a February
const context = {
  now: firstDay + 60 * DAY_MS,
  maxEventAgeDays: 0,
  pseudonymKey: Buffer.alloc(32),
  resent: false,
};

function read(template: Template, lines: number, live = false): Record<string, unknown>[] {
  const stream = new TrafficStream(template, { firstDay, live });
  const out = Buffer.alloc(stream.capacity(lines));
  // Unequal requests, so that some end within a day and some go over its end.
  let at = 0;
  for (let left = lines; left > 0; left -= 77) at = stream.write(out, at, Math.min(77, left));
  return out
    .toString('latin1', 0, at)
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
}

type Event = { id: string; source: string; time: string; subject?: string; data: Record<string, unknown> };
const events = read(eventTemplate(day), 16_000) as unknown as Event[];

test('every event of the stream is right by the contract and another one', () => {
  expect(events).toHaveLength(16_000);
  for (const event of events) expect(validateEvent(event, JSON.stringify(event), context).errors).toEqual([]);
  expect(new Set(events.map(({ source, id }) => `${source} ${id}`)).size).toBe(events.length);
});

test('the stream goes over many days in the order of time, but for what is sent late', () => {
  const days = events.map(({ time }) => Math.floor((Date.parse(time) - firstDay) / DAY_MS));
  expect(Math.max(...days)).toBeGreaterThan(10);
  expect(Math.min(...days)).toBe(0);
  let latest = 0;
  const late = events.filter(({ time }) => {
    latest = Math.max(latest, Date.parse(time));
    return Date.parse(time) < latest - 3_600_000;
  });
  expect(late.length / events.length).toBeLessThan(0.01);
});

test('nothing is sent of a generation that was not requested before, up to 14 days ago', () => {
  const requested = new Map<string, number>();
  let later = 0;
  for (const { id, subject, time } of events) {
    if (subject === undefined) continue;
    if (id.endsWith('/requested')) {
      // A UUIDv7 begins with the time of the request.
      expect(Number.parseInt(subject.replace('-', '').slice(0, 12), 16)).toBe(Date.parse(time));
      requested.set(subject, Date.parse(time));
    }
    const age = Date.parse(time) - requested.get(subject)!;
    expect(age).toBeGreaterThanOrEqual(0);
    expect(age).toBeLessThan(14 * DAY_MS);
    if (age > DAY_MS) later += 1;
  }
  expect(later).toBeGreaterThan(200);
});

test('other people come on other days, and a few come every day', () => {
  const users = new Map<unknown, Set<string>>();
  for (const { id, time, data } of events) {
    if (!id.endsWith('/requested')) continue;
    const days = users.get(data.user_id) ?? new Set();
    users.set(data.user_id, days.add(time.slice(0, 10)));
  }
  const usersOfTheDay = new Set(day.map(({ event }) => event.data.user_id)).size;
  expect(users.size).toBeGreaterThan(usersOfTheDay * 3);
});

test('rows for ClickHouse are those of the same events', () => {
  const rows = read(rowTemplate(day), 16_000);
  expect(rows.map(({ id }) => id)).toEqual(events.map(({ id }) => id));
  for (const [i, row] of rows.entries()) {
    const { time, subject = '' } = events[i]!;
    expect(row.generation_id ?? '').toBe(subject);
    expect(`${row.time}`.replace(' ', 'T')).toBe(time.slice(0, 23));
    expect(Date.parse(`${row.bucket}Z`)).toBe(Math.floor(parseTime(time)! / 900_000_000) * 900_000);
  }
});

test('live events are of now, and still each another one', () => {
  const before = Date.now();
  const live = read(eventTemplate(day), 3000, true) as unknown as Event[];
  for (const { time } of live) {
    expect(Date.parse(time)).toBeGreaterThanOrEqual(before - 1);
    expect(Date.parse(time)).toBeLessThanOrEqual(Date.now());
  }
  expect(new Set(live.map(({ source, id }) => `${source} ${id}`)).size).toBe(live.length);
});
