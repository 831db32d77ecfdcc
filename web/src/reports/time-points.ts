import type { TimePoint } from '../components/charts/time-chart-data.ts';
import { bucketLabel } from './bucket-label.ts';
import type { Row } from './records.ts';
import type { Report } from './use-report.ts';

/**
 * The time axis of a report without dimensions, whose rows have no holes. Buckets that lie in the future are left
 * out: what has not happened yet is neither zero nor a gap.
 */
export function timePoints({ query, answer }: Report, rows: Row[], now: number): TimePoint[] {
  const { grain = 'day', time_zone = 'UTC', end } = query.time_range;
  const complete = Date.parse(answer.meta.complete_until);
  const rangeEnd = Date.parse(end);
  const starts = rows.map((row) => String(row.time));
  return starts
    .filter((start) => Date.parse(start) <= now)
    .map((start, index) => {
      const next = starts[index + 1];
      const bucketEnd = next === undefined ? rangeEnd : Date.parse(next);
      // The last bucket of a range that ends at the clock is filling even when its cut piece is complete.
      const unfinished = bucketEnd > complete;
      return { key: start, ...bucketLabel(start, grain, time_zone), unfinished };
    });
}
