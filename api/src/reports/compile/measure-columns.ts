import type { Measure } from '../../metrics/measure.ts';
import { factorDecimals } from '../price-sheet.ts';

/** A column that every branch of the query has, so that their rows can be summed together. */
export interface MeasureColumn {
  name: string;
  /** What branches of other families put there. */
  nothing: string;
  /** How the column of all branches becomes one value. */
  total: (column: string) => string;
}

/** Decimals of a quantity in the store, plus those of a factor. */
const moneyDecimals = 18 + factorDecimals;
const sum = (column: string) => `sum(${column})`;
const count = (name: string): MeasureColumn => ({ name, nothing: 'toUInt64(0)', total: sum });

/** The columns of a measure; names as `Measure` promises them to the expressions of metrics. */
export function measureColumns(measure: Measure): MeasureColumn[] {
  const name = `sum_${measure.name}`;
  if (measure.family === 'count') return [count(name)];
  if (measure.family === 'users') {
    const nothing = `arrayReduce('uniqExactState', emptyArrayString())`;
    return [{ name, nothing, total: (column) => `uniqExactMerge(${column})` }];
  }
  if (measure.family === 'usage' && measure.kind === 'quantity')
    return [{ name, nothing: 'toDecimal128(0, 18)', total: sum }];
  return [
    { name, nothing: `toDecimal256(0, ${moneyDecimals})`, total: sum },
    count(`${name}_lines`),
    count(`${name}_priced_lines`),
  ];
}
