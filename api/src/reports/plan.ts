import { chooseTable, type TableChoice, tableNames } from './choose-table.ts';
import { type CompiledQuery, type CompileOptions, compile } from './compile/compile.ts';
import type { PriceSheet } from './price-sheet.ts';
import { relevantPrices } from './relevant-prices.ts';
import type { Report } from './report.ts';

/** How a report will be answered. */
export interface Plan extends CompiledQuery {
  /** The tables read, and why these. */
  table: string;
  tableReason: TableChoice['reason'];
}

/** Steps 4 to 6: choose the table, compile with the prices of a sheet. */
export function plan(report: Report, sheet: PriceSheet, options: CompileOptions): Plan {
  const dimensions = [...report.dimensions, ...report.filters.map(({ dimension }) => dimension)];
  const choice = chooseTable(
    report,
    report.measures,
    dimensions.map(({ name }) => name),
  );
  return {
    ...compile(report, choice, relevantPrices(sheet, report), options),
    table: tableNames(choice, report.measures),
    tableReason: choice.reason,
  };
}
