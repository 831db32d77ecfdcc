import type { QueryAnswer } from './api.ts';
import { emptyValues, type ReferenceAnswer, type Value } from './reference/answer.ts';
import { microseconds } from './reference/instant.ts';
import { referenceMetrics } from './reference/metrics.ts';
import type { ReportQuery } from './reference/report-query.ts';

type Values = Record<string, Value | undefined>;

/**
 * What differs between an answer of the product and that of the reference, one sentence each; none = equal: every metric
 * of every group and of the totals, money to the last of its 9 decimals. A group without any line may be left out.
 */
export function differences(query: ReportQuery, answer: QueryAnswer, expected: ReferenceAnswer): string[] {
  const names = [...(query.time_range.grain ? ['time'] : []), ...(query.dimensions ?? []), ...query.metrics];
  const columns = answer.columns.map(({ name }) => name);
  if (columns.join() !== names.join()) return [`columns are ${columns} instead of ${names}`];

  const found = new Map<string, Values>();
  for (const row of answer.rows) {
    const key = keyOf(query, row);
    if (found.has(key)) return [`the group ${key} is there twice`];
    const values = row.slice(row.length - query.metrics.length);
    found.set(key, Object.fromEntries(query.metrics.map((name, index) => [name, values[index]])));
  }
  const wanted = new Map<string, Values>(
    expected.rows.map(({ time, dimensions, values }) => [JSON.stringify([time, ...dimensions]), values]),
  );
  const empty = emptyValues(query.metrics);
  const different = compared('the totals', answer.totals, expected.totals);
  for (const key of new Set([...wanted.keys(), ...found.keys()])) {
    different.push(...compared(key, found.get(key) ?? empty, wanted.get(key) ?? empty));
  }
  if (Math.abs(answer.meta.unpriced_share - expected.unpricedShare) > 1e-9) {
    different.push(`meta.unpriced_share is ${answer.meta.unpriced_share}, not ${expected.unpricedShare}`);
  }
  return different;
}

function keyOf(query: ReportQuery, row: (string | number | null)[]): string {
  const [first, ...others] = row.slice(0, row.length - query.metrics.length);
  const withTime = query.time_range.grain
    ? [microseconds(String(first)), ...others]
    : [null, ...(first === undefined ? [] : [first, ...others])];
  return JSON.stringify(withTime);
}

function compared(where: string, found: Values, wanted: Values): string[] {
  return Object.entries(wanted).flatMap(([name, right]) =>
    isEqual(name, found[name], right) ? [] : [`${name} of ${where} is ${found[name]} and should be ${right}`],
  );
}

/** Money and counts exactly; other numbers to 9 places. */
function isEqual(name: string, found: Value | undefined, right: Value | undefined): boolean {
  if (referenceMetrics[name]?.unit !== 'number') return found === right;
  if (typeof found !== 'number' || typeof right !== 'number') return found === right;
  return Math.abs(found - right) <= 1e-9 * Math.max(1, Math.abs(right));
}
