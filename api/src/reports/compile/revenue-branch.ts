import type { RevenueMeasure } from '../../metrics/measure.ts';
import { type BranchShape, branchColumns, groupBy, groupColumns, groupNames } from './branch.ts';
import { measureColumns } from './measure-columns.ts';
import type { PriceExpressions } from './price-expressions.ts';
import type { Source } from './source.ts';
import { sqlList } from './sql-list.ts';

/** Earnings, summed for each group, currency and period in which exchange rates hold, then converted and added up. */
export function revenueBranch(
  shape: BranchShape,
  source: Source,
  measures: readonly RevenueMeasure[],
  prices: PriceExpressions,
): string {
  const names = groupNames(shape);
  const sums = new Map(
    measures.flatMap((measure) => {
      const [sum, lines, pricedLines] = measureColumns(measure).map(({ name }) => name);
      return [
        [sum!, 'sum(ifNull(money, 0))'],
        [lines!, 'count()'],
        [pricedLines!, 'countIf(money IS NOT NULL)'],
      ];
    }),
  );
  return `
    SELECT${branchColumns(shape, names, sums)}
    FROM (
      SELECT
        *,
        toDecimal256(micros, 18) * ${prices.factor} AS money
      FROM (
        SELECT${sqlList(
          [
            ...groupColumns(shape, source),
            'currency',
            `${prices.periodOf('toUnixTimestamp(bucket)')} AS price_period`,
            'sum(revenue_micros) AS micros',
          ],
          10,
        )}
        FROM ${source.from}
        WHERE ${source.where.join('\n          AND ')}${groupBy([...names, 'currency', 'price_period'], 8)}
      )
    )${groupBy(names)}`;
}
