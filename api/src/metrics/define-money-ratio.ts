import { commonDimensions } from './common-dimensions.ts';
import type { Metric, MetricText } from './metric.ts';

/** Money for so many of something: money times `per`, divided by a count. Stays a decimal. 0/0 is null. */
export function defineMoneyRatio({
  money,
  count,
  per = 1,
  ...metric
}: MetricText & { money: Metric; count: Metric; per?: number }): Metric {
  return {
    ...metric,
    unit: 'money',
    dimensions: commonDimensions(money, count),
    additive: false,
    estimated: money.estimated || count.estimated,
    measures: [],
    operands: [money, count],
    value: `${money.name} * ${per} / nullIf(${count.name}, 0)`,
  };
}
