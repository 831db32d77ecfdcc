import type { Column, Value } from '../api/types.ts';

export type Row = Record<string, Value>;

/** Rows by column name. */
export function toRecords(columns: readonly Column[], rows: readonly Value[][]): Row[] {
  return rows.map((row) =>
    Object.fromEntries(columns.map((column, index) => [column.name, row[index] ?? null])),
  );
}

/** Whether usage of this row lacks a price, as far as the row says. */
export const isUnpriced = (row: Row): boolean => Number(row.unpriced_share ?? 0) > 0;
