import type { PriceSheet } from '../price-sheet.ts';
import type { SqlParameters } from '../sql-parameters.ts';
import { type PriceExpressions, priceExpressions } from './price-expressions.ts';

/** Conversion of earnings by their column currency. */
export function revenuePrices(
  { currencies, revenue }: PriceSheet,
  parameters: SqlParameters,
): PriceExpressions {
  const column = `indexOf(${parameters.addArray('currencies', 'String', currencies)}, currency)`;
  return priceExpressions('revenue', revenue, column, parameters);
}
