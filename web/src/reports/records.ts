import type { Column, Value } from '../api/types.ts';
import type { CatalogView } from '../catalog/catalog-view.ts';

export type Row = Record<string, Value>;

/** Rows by column name. */
export function toRecords(columns: readonly Column[], rows: readonly Value[][]): Row[] {
  return rows.map((row) =>
    Object.fromEntries(columns.map((column, index) => [column.name, row[index] ?? null])),
  );
}

/**
 * Whether a null of money in this row means "no price": a sum of money is unknown only when none of its usage has a
 * price (or its currency no exchange rate), while a ratio is also null when there is nothing to divide by.
 */
export function lacksPrice(row: Row, catalog: CatalogView): boolean {
  return Object.entries(row).some(([name, value]) => {
    if (value !== null) return false;
    const metric = catalog.metric(name);
    return metric.unit === 'money' && metric.additive;
  });
}
