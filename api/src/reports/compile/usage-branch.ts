import type { CostMeasure, QuantityMeasure } from '../../metrics/measure.ts';
import { type BranchShape, branchColumns, groupBy, groupColumns, groupNames } from './branch.ts';
import { measureColumns } from './measure-columns.ts';
import type { PriceExpressions } from './price-expressions.ts';
import type { Source } from './source.ts';
import { sqlList } from './sql-list.ts';

/** What a price depends on, beside the time. */
const priceKeys = ['resource', 'gpu_model', 'gpu_region', 'price_stage', 'price_classifier'];

/**
 * Usage and its cost. Quantities are summed first, for each group, price key and period in which prices hold; the sums
 * are priced, and the priced sums are added up for each group.
 */
export function usageBranch(
  shape: BranchShape,
  source: Source,
  measures: readonly (CostMeasure | QuantityMeasure)[],
  prices: PriceExpressions,
): string {
  const asked = new Set(measures.flatMap((one) => (one.kind === 'cost' ? one.resources : [one.resource])));
  const names = groupNames(shape);
  const sums = new Map(measures.flatMap(sumsOf));
  return `
    SELECT${branchColumns(shape, names, sums)}
    FROM (
      SELECT
        *,
        toDecimal256(quantity, 18) * ${prices.factor} AS money
      FROM (
        SELECT${sqlList(
          [
            ...groupColumns(shape, source),
            ...priceKeys.filter((key) => !names.includes(key)),
            `${prices.periodOf('toUnixTimestamp(usage_bucket)')} AS price_period`,
            'sum(quantity) AS quantity',
            `${source.lines} AS lines`,
          ],
          10,
        )}
        FROM ${source.from}
        WHERE ${[...source.where, oneOf([...asked])].join('\n          AND ')}${groupBy([...new Set([...names, ...priceKeys, 'price_period'])], 8)}
      )
    ) AS priced${groupBy(names)}`;
}

function sumsOf(measure: CostMeasure | QuantityMeasure): [string, string][] {
  const [sum, lines, pricedLines] = measureColumns(measure).map(({ name }) => name);
  if (measure.kind === 'quantity')
    return [[sum!, `sumIf(quantity, ${oneOf([measure.resource], 'priced.')})`]];
  // TRICKY: a branch of totals by resource has '' AS resource, which a bare name would mean.
  const mine = oneOf(measure.resources, 'priced.');
  return [
    [sum!, `sumIf(ifNull(money, 0), ${mine})`],
    [lines!, `sumIf(lines, ${mine})`],
    [pricedLines!, `sumIf(lines, ${mine} AND money IS NOT NULL)`],
  ];
}

/** Resources are words of the catalog. */
function oneOf(resources: readonly string[], of = ''): string {
  return `${of}resource IN (${resources.map((resource) => `'${resource}'`).join(', ')})`;
}
