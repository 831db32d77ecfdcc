import { factorDecimals, type PriceTable } from '../price-sheet.ts';
import type { SqlParameters } from '../sql-parameters.ts';

/** How rows are priced. */
export interface PriceExpressions {
  /** The start of the period that an instant (expression, seconds since 1970) is in. */
  periodOf(instant: string): string;
  /** `moneyScale` times the money of one base unit or micro, of rows that have their period as `price_period`; NULL = none. */
  factor: string;
}

/** `column` is the expression of a factor's place in its row, from 1; 0 finds nothing. */
export function priceExpressions(
  name: string,
  { periods, factors }: PriceTable,
  column: string,
  parameters: SqlParameters,
): PriceExpressions {
  const starts = parameters.addArray(`${name}_price_periods`, 'UInt32', periods);
  const table = parameters.addDecimalTable(`${name}_price_factors`, factorDecimals, factors);
  return {
    periodOf: (instant) => `roundDown(${instant}, ${starts})`,
    factor: `${table}[indexOf(${starts}, price_period)][${column}]`,
  };
}
