import type { Metric, Value } from '../api/types.ts';
import { ExactDecimal } from '../catalog/exact-decimal.ts';
import type { Row } from './records.ts';

export interface Ranking {
  shown: Row[];
  /** What the rows beyond `shown` hold together; null when there are none. */
  others: { count: number; row: Row } | null;
}

/**
 * The first rows of a breakdown, and one row for the rest, so that the parts add up to the total on screen.
 * Only additive metrics have a value for the rest: total less shown, exactly. A total that is unknown, because none
 * of its usage has a price, leaves the rest unknown too; an unknown part counts for nothing, as it does in the total.
 */
export function rankRows(rows: Row[], totals: Row, metrics: Metric[], show: number): Ranking {
  // One row more than fits is shown as it is: a line "1 other" would take the same room and say less.
  if (rows.length <= show + 1) return { shown: rows, others: null };
  const shown = rows.slice(0, show);
  const row: Row = {};
  for (const metric of metrics) {
    row[metric.name] = metric.additive ? rest(totals[metric.name] ?? null, shown, metric) : null;
  }
  return { shown, others: { count: rows.length - show, row } };
}

function rest(total: Value, shown: Row[], { name, unit }: Metric): Value {
  if (total === null) return null;
  const sum = shown.reduce((left, row) => left.minus(row[name] ?? 0), new ExactDecimal(total));
  return unit === 'money' ? sum.toFixed() : sum.toNumber();
}
