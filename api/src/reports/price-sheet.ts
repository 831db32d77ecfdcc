import type { Decimal } from 'decimal.js';
import { moneyScale } from '../metrics/money-scale.ts';
import type { FxRate } from '../stores/fx-rate.ts';
import type { Rate, Resource } from '../stores/rate.ts';
import { ExactDecimal } from './exact-decimal.ts';
import { type Exchange, exchangeAt, exchangeHistory } from './exchange-history.ts';
import { compareRates } from './rate-order.ts';

/** Everything that turns quantities and earnings into money of one currency, as tables that fit into a query. */
export interface PriceSheet {
  /** The first one that matches a usage and is valid is its rate. */
  rates: Rate[];
  usage: PriceTable;
  /** The currencies that earnings can be converted from. */
  currencies: string[];
  revenue: PriceTable;
}

/** Factors that hold for a time: between two starts, neither a rate nor an exchange rate changes. */
export interface PriceTable {
  /** Starts of the periods, seconds since 1970, ascending; the first is 0. */
  periods: number[];
  /**
   * For each period, the factor of each rate (or currency): `moneyScale` times the money of one base unit (or micro),
   * a decimal text with at most `factorDecimals` decimals. null = cannot be converted.
   */
  factors: (string | null)[][];
}

/** With it, price x exchange rate stays exact, and sums of 10^17 units of money still fit into 256 bits. */
export const factorDecimals = 28;

/** Base units (seconds, checks, bytes) in the unit that a rate has its price for. */
const unitSizes: Record<Resource, number> = {
  gpu: 3600,
  moderation_check: 1000,
  human_review: 3600,
  delivery: 1_000_000_000,
  storage: 1_000_000_000,
};
const microsPerUnit = 1_000_000;

/** The price sheet of a rate card in one currency (ISO 4217). */
export function priceSheet(
  card: { rates: readonly Rate[]; fxRates: readonly FxRate[] },
  currency: string,
): PriceSheet {
  const rates = [...card.rates].sort(compareRates);
  const known = card.fxRates.flatMap(({ base, quote }) =>
    base === currency ? [quote] : quote === currency ? [base] : [],
  );
  const currencies = [...new Set([currency, ...known])];
  const histories = new Map(
    [...currencies, ...rates.map((rate) => rate.currency)].map((base) => [
      base,
      exchangeHistory(card.fxRates, base, currency),
    ]),
  );

  return {
    rates,
    usage: priceTable(
      rates.map((rate) => ({
        history: histories.get(rate.currency)!,
        factor: new ExactDecimal(rate.price)
          .times(rate.resource === 'storage' ? (rate.months ?? 1) : 1)
          .times(moneyScale / unitSizes[rate.resource]),
      })),
      rates.map(({ validFrom }) => validFrom / 1000),
    ),
    currencies,
    revenue: priceTable(
      currencies.map((base) => ({
        history: histories.get(base)!,
        factor: new ExactDecimal(moneyScale / microsPerUnit),
      })),
      [],
    ),
  };
}

/** The part of a table that counts from one instant to before another, in seconds since 1970. */
export function periodsWithin({ periods, factors }: PriceTable, from: number, to: number): PriceTable {
  const first = Math.max(
    0,
    periods.findLastIndex((start) => start <= from),
  );
  const end = Math.max(first + 1, periods.filter((start) => start < to).length);
  return { periods: periods.slice(first, end), factors: factors.slice(first, end) };
}

function priceTable(
  columns: readonly { history: readonly Exchange[]; factor: Decimal }[],
  otherChanges: readonly number[],
): PriceTable {
  const changes = columns.flatMap(({ history }) => history.map(({ from }) => from));
  const periods = [...new Set([0, ...changes, ...otherChanges])].sort((a, b) => a - b);
  return {
    periods,
    factors: periods.map((from) =>
      columns.map(
        ({ history, factor }) => exchangeAt(history, from)?.times(factor).toFixed(factorDecimals) ?? null,
      ),
    ),
  };
}
