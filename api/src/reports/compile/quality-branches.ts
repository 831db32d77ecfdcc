import type { CostMeasure, CountMeasure, Measure } from '../../metrics/measure.ts';
import { resources } from '../../metrics/resource.ts';
import { resourceDimensions } from '../../metrics/resource-dimensions.ts';
import { chooseTable } from '../choose-table.ts';
import type { PriceSheet } from '../price-sheet.ts';
import type { Report } from '../report.ts';
import type { SqlParameters } from '../sql-parameters.ts';
import type { BranchShape } from './branch.ts';
import { countBranch } from './count-branch.ts';
import { measureColumns } from './measure-columns.ts';
import { source } from './source.ts';
import { usageBranch } from './usage-branch.ts';
import { usagePrices } from './usage-prices.ts';

const counts: CountMeasure[] = [
  { family: 'count', name: 'events' },
  { family: 'count', name: 'late_events' },
];
const usage: CostMeasure = { family: 'usage', kind: 'cost', name: 'all_usage', resources };

/** What says how far an answer can be trusted: late events, and usage without a price. */
export interface Quality {
  /** To be summed beside those of the report. */
  measures: Measure[];
  /** Columns of the totals: events, late events, usage lines, priced usage lines. */
  columns: [string, string, string, string];
}

/** If the report sums all usage anyway, its own sum says how much of it is priced. */
export function quality({ measures }: Report): Quality {
  const own = measures.find(
    (one) => one.family === 'usage' && one.kind === 'cost' && one.resources.length === resources.length,
  );
  const [, lines, pricedLines] = measureColumns(own ?? usage).map(({ name }) => name);
  return {
    measures: own ? counts : [...counts, usage],
    columns: ['sum_events', 'sum_late_events', lines!, pricedLines!],
  };
}

/**
 * The branches that sum them over everything that the report's range and filters keep, whatever its metrics are. They
 * choose their table for themselves: they must not make a report read lines, or one of lines read more of them.
 * `shape` must be one of totals.
 */
export function qualityBranches(
  shape: BranchShape,
  report: Report,
  sheet: PriceSheet,
  parameters: SqlParameters,
): string[] {
  const rows = (measures: readonly (CountMeasure | CostMeasure)[], filters: Report['filters']) => {
    const choice = chooseTable(
      report,
      measures,
      filters.map(({ dimension }) => dimension.name),
    );
    return source(measures[0]!.family, choice, report, measures, parameters, filters);
  };

  // Events know no resource; usage knows no channel and no ad: its lines pass a filter that keeps unknown ones, or fail.
  const ofEvents = report.filters.filter(({ dimension }) => dimension.name !== 'resource');
  const branches = [countBranch(shape, rows(counts, ofEvents), counts)];
  if (!quality(report).measures.includes(usage)) return branches;
  const known = new Set<string>(resourceDimensions(resources));
  const foreign = report.filters.filter(({ dimension }) => !known.has(dimension.name));
  const ofUsage = report.filters.filter((filter) => !foreign.includes(filter));
  const fails = foreign.some(({ operator, values }) => values.includes('') !== (operator === 'in'));
  if (fails) return branches;
  const prices = usagePrices(sheet, parameters);
  return [...branches, usageBranch(shape, rows([usage], ofUsage), [usage], prices)];
}
