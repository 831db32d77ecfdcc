import type { Metric, Value } from '../api/types.ts';
import { ExactDecimal } from './exact-decimal.ts';
import { formatNumber } from './format-value.ts';
import type { Unit } from './unit.ts';

export interface Change {
  /** `+18 %`, or `+0.42 pts` between two ratios. */
  text: string;
  direction: 'up' | 'down' | 'same';
  /** Whether the direction is what the operator wants; neutral when the catalog does not say. */
  tone: 'good' | 'bad' | 'neutral';
}

/**
 * The change of `current` against `previous`; null when one of them is unknown or the previous one is zero,
 * because a share of nothing is not a number.
 */
export function describeChange(
  current: Value,
  previous: Value,
  unit: Unit,
  metric: Pick<Metric, 'lower_is_better'>,
): Change | null {
  if (current === null || previous === null) return null;
  const difference = new ExactDecimal(current).minus(previous);
  const before = new ExactDecimal(previous).abs();
  const isRatio = unit.kind === 'ratio';
  if (!isRatio && before.isZero()) return null;
  const size = isRatio ? difference.times(100) : difference.dividedBy(before).times(100);
  const digits = isRatio ? 2 : size.abs().lessThan(10) ? 1 : 0;
  const number = formatNumber(size.toString(), { shift: 0, minDigits: 0, maxDigits: digits, suffix: '' });
  const direction = number === '0' ? 'same' : size.isPositive() ? 'up' : 'down';
  const sign = direction === 'up' ? '+' : '';
  return {
    text: `${sign}${number}\u00a0${isRatio ? 'pts' : '%'}`,
    direction,
    tone: toneOf(direction, metric.lower_is_better),
  };
}

function toneOf(direction: Change['direction'], lowerIsBetter: boolean | null | undefined): Change['tone'] {
  if (direction === 'same' || lowerIsBetter === null || lowerIsBetter === undefined) return 'neutral';
  return (direction === 'down') === lowerIsBetter ? 'good' : 'bad';
}
