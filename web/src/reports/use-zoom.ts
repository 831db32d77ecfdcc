import { useCallback } from 'react';
import type { TimePoint } from '../components/charts/time-chart-data.ts';
import { useReportState } from './use-report-state.ts';
import { addDays, dateInZone } from './zoned-date.ts';

/** Dragging over a chart makes the dragged buckets the page's time range. */
export function useZoom(): (points: TimePoint[], from: number, to: number) => void {
  const { change, grain, zone, range } = useReportState();
  return useCallback(
    (points, from, to) => {
      const first = points[from]?.key;
      if (first === undefined) return;
      const after = points[to + 1]?.key;
      const isShort = grain === '15m' || grain === 'hour';
      const day = (time: string) => dateInZone(Date.parse(time), zone);
      const utc = (time: string) => new Date(time).toISOString().replace('.000Z', 'Z');
      const lastDay = points[to] ? addDays(day(points[to].key), 1) : range.end;
      const start = isShort ? utc(first) : day(first);
      const end = after === undefined ? (isShort ? range.end : lastDay) : isShort ? utc(after) : day(after);
      change({ range: { start, end }, grain: 'auto' });
    },
    [change, grain, zone, range.end],
  );
}
