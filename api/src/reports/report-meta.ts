import { timeLabel } from './answer-rows.ts';
import type { Plan } from './plan.ts';
import type { Report } from './report.ts';
import type { AnsweredRange, ReportMeta } from './report-answer.ts';

/** What an answer says about itself. `totals` is the first row of the result, which ends with the quality columns. */
export function reportMeta(
  report: Report,
  plan: Plan,
  totals: readonly unknown[],
  rest: Pick<ReportMeta, 'complete_until' | 'rate_version' | 'elapsed_ms' | 'rows_read'>,
): ReportMeta {
  const [events, lateEvents, usageLines, pricedLines] = totals.slice(-4) as [number, number, number, number];
  return {
    ...rest,
    unpriced_share: share(usageLines - pricedLines, usageLines),
    late_share: share(lateEvents, events),
    table: plan.table,
    table_reason: plan.tableReason,
    currency: report.currency,
    time_range: answeredRange(report),
  };
}

/** The range as it was understood. */
export function answeredRange({ range, grain, timeZone }: Report): AnsweredRange {
  return {
    start: timeLabel(range.start.epochMilliseconds, timeZone),
    end: timeLabel(range.end.epochMilliseconds, timeZone),
    ...(grain && { grain }),
    time_zone: timeZone,
  };
}

function share(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}
