import { expect, test } from 'vitest';
import { timePoints } from './time-points.ts';
import type { Report } from './use-report.ts';

const rows = ['2026-11-20', '2026-11-21', '2026-11-22', '2026-11-23'].map((day) => ({
  time: `${day}T00:00:00Z`,
}));

function report(end: string, complete: string): Report {
  return {
    query: { metrics: [], time_range: { start: '2026-11-20', end, grain: 'day', time_zone: 'UTC' } },
    answer: { columns: [], rows: [], totals: {}, meta: { complete_until: complete } },
  } as unknown as Report;
}

test('the bucket that still fills is marked, the finished ones are not', () => {
  const now = Date.parse('2026-11-23T10:00:00Z');
  const points = timePoints(report('2026-11-23T10:15:00Z', '2026-11-23T09:59:00Z'), rows, now);
  expect(points.map((point) => point.unfinished)).toEqual([false, false, false, true]);
});

test('a bucket that has not begun is left out, not drawn as zero', () => {
  const now = Date.parse('2026-11-22T10:00:00Z');
  const points = timePoints(report('2026-11-24', '2026-11-22T10:00:00Z'), rows, now);
  expect(points.map((point) => point.tick)).toEqual(['20 Nov', '21 Nov', '22 Nov']);
});

test('in a past range every bucket is finished', () => {
  const now = Date.parse('2026-12-05T00:00:00Z');
  const points = timePoints(report('2026-11-24', '2026-12-05T00:00:00Z'), rows, now);
  expect(points.some((point) => point.unfinished)).toBe(false);
});
