import { readdirSync, readFileSync } from 'node:fs';
import type { FxRate } from '../support/reference/exchange.ts';
import type { Rate } from '../support/reference/rate.ts';
import type { RawEvent } from '../support/reference/raw-event.ts';
import type { ReportQuery } from '../support/reference/report-query.ts';

/**
 * Events in, answers out, worked out by hand: `*.json` beside this file. Each case has times, GPU models and classifiers of
 * its own, so all of them can be in one store. Ratios are written with 9 decimals; the order of rows is not part of a case.
 */
export interface GoldenCase {
  name: string;
  about: string;
  events: RawEvent[];
  rates: Rate[];
  fx_rates: FxRate[];
  queries: GoldenQuery[];
}

export interface GoldenQuery {
  query: ReportQuery;
  rows: (string | number | null)[][];
  totals: Record<string, string | number | null>;
  /** The code with which the query must be refused instead. */
  refused?: string;
}

const folder = new URL('.', import.meta.url);

export const goldenCases: GoldenCase[] = readdirSync(folder)
  .filter((file) => file.endsWith('.json'))
  .map((file) => {
    const name = file.replace('.json', '');
    const read: GoldenCase = JSON.parse(readFileSync(new URL(file, folder), 'utf8'));
    const envelope = (index: number) => ({ specversion: '1.0', id: `${name}-${index}`, source: 'golden' });
    return { ...read, name, events: read.events.map((event, index) => ({ ...envelope(index), ...event })) };
  });

/** Rows as comparable texts: numbers that are not whole with 9 decimals, times as instants; sorted. */
export function comparable(rows: (string | number | null)[][]): string[] {
  const value = (cell: string | number | null) => {
    if (typeof cell === 'number') return Number(cell.toFixed(9));
    return cell !== null && /^\d{4}-.*T/.test(cell) ? new Date(cell).toISOString() : cell;
  };
  return rows.map((row) => JSON.stringify(row.map(value))).sort();
}
