import { Decimal } from 'decimal.js';
import type { Value } from '../../api/types.ts';

/** The totals that the sentence speaks of, as the API gave them. */
export interface VerdictInput {
  generations: Value;
  impressions: Value;
  revenue: Value;
  cost: Value;
  costPerGeneration: Value;
  revenuePerGeneration: Value;
  ecpm: Value;
  breakEvenEcpm: Value;
}

/** Which sentence the page opens with. */
export type Verdict =
  | { kind: 'empty' }
  /** Something was used, but nothing of it has a price. */
  | { kind: 'no_price'; earns: Value }
  /** Revenue came in a currency that has no exchange rate. */
  | { kind: 'no_revenue_rate'; costs: Value }
  /** No ad was shown, so no eCPM could ever pay. */
  | { kind: 'no_ads'; costs: Value }
  /** Ads were shown and nothing was generated. */
  | { kind: 'no_generations' }
  | { kind: 'profit' | 'loss' | 'even'; costs: Value; earns: Value; breakEven: Value; actual: Value };

const isNothing = (value: Value): boolean => value === null || new Decimal(value).isZero();

/** Chooses the sentence. Money is compared as decimals, so a margin of a billionth still has a side. */
export function verdictOf(input: VerdictInput): Verdict {
  const { generations, impressions, revenue, cost } = input;
  if (cost === null) return { kind: 'no_price', earns: input.revenuePerGeneration };
  if ([generations, impressions, revenue, cost].every(isNothing)) return { kind: 'empty' };
  if (isNothing(generations)) return { kind: 'no_generations' };
  if (revenue === null) return { kind: 'no_revenue_rate', costs: input.costPerGeneration };
  if (isNothing(impressions)) return { kind: 'no_ads', costs: input.costPerGeneration };
  const side = new Decimal(revenue).comparedTo(cost);
  return {
    kind: side > 0 ? 'profit' : side < 0 ? 'loss' : 'even',
    costs: input.costPerGeneration,
    earns: input.revenuePerGeneration,
    breakEven: input.breakEvenEcpm,
    actual: input.ecpm,
  };
}
