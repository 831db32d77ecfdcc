import { Temporal } from 'temporal-polyfill';
import type { Report } from './report.ts';
import type { Column, Value } from './report-answer.ts';

/** The columns of a report's answer. */
export function answerColumns({ grain, dimensions, metrics, currency }: Report): Column[] {
  return [
    ...(grain ? [{ name: 'time', kind: 'time' as const }] : []),
    ...dimensions.map(({ name }) => ({ name, kind: 'dimension' as const })),
    ...metrics.map(({ name, unit }) => ({
      name,
      kind: 'metric' as const,
      unit: unit === 'money' ? currency : unit,
    })),
  ];
}

/** Turns rows of the result (see `CompiledQuery`) into rows of the answer. */
export function rowAnswerer(report: Report): (row: readonly unknown[]) => Value[] {
  const labels = new Map<number, string>();
  const label = (seconds: number) => {
    const known = labels.get(seconds) ?? timeLabel(seconds * 1000, report.timeZone);
    labels.set(seconds, known);
    return known;
  };
  const firstMetric = 2 + report.dimensions.length;
  return (row) => [
    ...(report.grain ? [label(row[1] as number)] : []),
    ...report.dimensions.map((_, i) => (row[2 + i] as string) || null),
    ...answerMetrics(report, row, firstMetric),
  ];
}

/** The totals of the first row of the result, by metric. */
export function answerTotals(report: Report, row: readonly unknown[]): Record<string, Value> {
  const values = answerMetrics(report, row, 2 + report.dimensions.length);
  return Object.fromEntries(report.metrics.map(({ name }, i) => [name, values[i]!]));
}

/** RFC 3339 with the offset that the zone has at that instant, in milliseconds since 1970. */
export function timeLabel(ms: number, timeZone: string): string {
  const local = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(timeZone);
  return local.toString({ timeZoneName: 'never', fractionalSecondDigits: ms % 1000 === 0 ? 0 : 3 });
}

function answerMetrics({ metrics }: Report, row: readonly unknown[], first: number): Value[] {
  return metrics.map(({ unit }, i) => {
    const value = row[first + i] as Value;
    if (unit === 'money' || value === null) return value;
    return Number(value) || 0; // Seconds come as text, because their decimals are exact there. And -0 is 0.
  });
}
