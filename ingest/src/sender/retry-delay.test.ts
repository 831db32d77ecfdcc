import { expect, test } from 'vitest';
import { retryDelay } from './retry-delay.ts';

const NOW = Date.parse('2026-10-01T00:00:00Z');

test('a repeated request waits longer each time, up to a bound, and never two senders equally long', () => {
  const lengths = [0, 1, 2, 3, 10].map((attempt) => retryDelay(attempt, null, NOW, 1));
  expect(lengths).toEqual([500, 1000, 2000, 4000, 30_000]);
  expect(retryDelay(3, null, NOW, 0)).toBe(2000);
});

test('a request is never repeated before the time that the server asked for', () => {
  expect(retryDelay(0, '7', NOW, 0)).toBeGreaterThanOrEqual(7000);
  expect(retryDelay(0, 'Thu, 01 Oct 2026 00:00:09 GMT', NOW, 0)).toBeGreaterThanOrEqual(9000);
  expect(retryDelay(0, 'soon', NOW, 0)).toBe(250);
});
