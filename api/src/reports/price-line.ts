import { moneyScale } from '../metrics/money-scale.ts';
import type { Rate, Resource } from '../stores/rate.ts';
import { ExactDecimal } from './exact-decimal.ts';
import type { PriceSheet } from './price-sheet.ts';

const MONEY_DECIMALS = 9;

/** A row of the view `usage_lines`: what one event used of one resource. '' is unknown. */
export interface UsageLine {
  /** Microseconds since 1970. */
  time_us: number;
  resource: Resource;
  /** In the resource's base unit (GPU-second, check, second, byte), a decimal string. */
  quantity: string;
  gpu_model: string;
  gpu_region: string;
  price_stage: string;
  price_classifier: string;
}

export interface LinePrice {
  /** The rate that counts for the line; undefined = there is none. */
  rate: Rate | undefined;
  /** A decimal string in the currency of the sheet; null = unpriced: no rate, or none in a currency that converts. */
  cost: string | null;
}

/** What one line costs: the same rates, in the same order, as in every sum. */
export function priceLine(line: UsageLine, sheet: PriceSheet): LinePrice {
  const values: Record<string, string> = {
    gpu_model: line.gpu_model,
    gpu_region: line.gpu_region,
    stage: line.price_stage,
    classifier: line.price_classifier,
  };
  const index = sheet.rates.findIndex(
    ({ resource, validFrom, match }) =>
      resource === line.resource &&
      validFrom * 1000 <= line.time_us &&
      Object.entries(match).every(([key, value]) => values[key] === value),
  );
  if (index < 0) return { rate: undefined, cost: null };
  const { periods, factors } = sheet.usage;
  const period = periods.findLastIndex((start) => start * 1_000_000 <= line.time_us);
  const factor = factors[period]?.[index] ?? null;
  const cost = factor === null ? null : costOf(line, factor);
  return { rate: sheet.rates[index], cost };
}

function costOf({ quantity }: UsageLine, factor: string): string {
  return new ExactDecimal(quantity).times(factor).div(moneyScale).toDecimalPlaces(MONEY_DECIMALS).toFixed();
}
