import { expect, test } from 'vitest';
import { retryAfter } from '../src/delivery/retry-after.ts';
import { retryDelay } from '../src/delivery/retry-delay.ts';

const NOW = Date.parse('2026-10-01T00:00:00Z');
const asked = (headers: Record<string, string>) => retryAfter(new Headers(headers), NOW);

test('a pause is anything between nothing and a span that doubles up to half a minute', () => {
  const spans = [0, 1, 2, 3, 10, 5000].map((attempt) => retryDelay(attempt, undefined, 1));
  expect(spans).toEqual([500, 1000, 2000, 4000, 30_000, 30_000]);
  expect(retryDelay(3, undefined, 0)).toBe(0);
  expect(retryDelay(3, undefined, 0.25)).toBe(1000);
});

test('it is never shorter than what the server asked for, and not the same for all', () => {
  expect(retryDelay(0, 7000, 0)).toBe(7000);
  expect(retryDelay(0, 7000, 1)).toBe(8750);
  expect(retryDelay(10, 1000, 1)).toBe(30_000);
});

test('Retry-After is understood as seconds and as a date by the clock of the server', () => {
  expect(asked({ 'retry-after': '7' })).toBe(7000);
  expect(asked({ 'retry-after': 'Thu, 01 Oct 2026 00:00:09 GMT' })).toBe(9000);
  const slow = { 'retry-after': 'Wed, 30 Sep 2026 23:00:04 GMT', date: 'Wed, 30 Sep 2026 23:00:00 GMT' };
  expect(asked(slow)).toBe(4000);
});

test('a wish that is none is left out, and one of hours is taken for ten minutes', () => {
  for (const wrong of ['', 'soon', '-5', '0', 'Wed, 30 Sep 2026 00:00:00 GMT']) {
    expect(asked({ 'retry-after': wrong })).toBeUndefined();
  }
  expect(asked({})).toBeUndefined();
  expect(asked({ 'retry-after': '86400' })).toBe(600_000);
});
