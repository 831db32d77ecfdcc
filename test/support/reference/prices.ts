import { Decimal, zero } from './decimal.ts';
import { exchange } from './exchange.ts';
import type { RevenueLine, UsageLine } from './line.ts';
import { type Rate, type Resource, rateFor } from './rate.ts';
import type { World } from './world.ts';

/** Base units (seconds, checks, bytes) in one priced unit (GPU-hour, 1000 checks, hour, GB, GB-month). */
const divisors: Record<Resource, number> = {
  gpu: 3600,
  moderation_check: 1000,
  human_review: 3600,
  delivery: 1_000_000_000,
  storage: 1_000_000_000,
};

export interface Prices {
  isPriced(line: UsageLine): boolean;
  /** Cost of the priced lines; null = there are lines and none is priced. */
  cost(lines: UsageLine[]): Decimal | null;
  /** Sum of the convertible lines; null = there are lines and none is convertible. */
  revenue(lines: RevenueLine[]): Decimal | null;
}

interface Price {
  rate: Rate;
  exchanged: Decimal;
}

/** Prices in one currency. Quantities of one price are summed before they are priced. */
export function prices(world: Pick<World, 'rates' | 'fxRates'>, currency: string): Prices {
  const pricesOfLines = new Map<UsageLine, Price | null>();
  const exchanged = remembered((from: string, day: number) => exchange(world.fxRates, from, currency, day));
  const priceOf = (line: UsageLine): Price | null => {
    const known = pricesOfLines.get(line);
    if (known !== undefined) return known;
    const rate = rateFor(world.rates, line.resource, line.match, line.usedAt);
    const rateOfExchange = rate ? exchanged(rate.currency, dayOf(line.usedAt)) : null;
    const price = rate && rateOfExchange ? { rate, exchanged: rateOfExchange } : null;
    pricesOfLines.set(line, price);
    return price;
  };

  return {
    isPriced: (line) => priceOf(line) !== null,
    cost(lines) {
      const quantities = new Map<Rate, Map<Decimal, Decimal>>();
      for (const line of lines) {
        const price = priceOf(line);
        if (!price) continue;
        const byExchange = quantities.get(price.rate) ?? new Map<Decimal, Decimal>();
        quantities.set(price.rate, byExchange);
        byExchange.set(price.exchanged, line.quantity.plus(byExchange.get(price.exchanged) ?? zero));
      }
      if (lines.length > 0 && quantities.size === 0) return null;
      let sum = zero;
      for (const [rate, byExchange] of quantities) {
        const months = rate.resource === 'storage' ? (rate.months ?? 1) : 1;
        for (const [rateOfExchange, quantity] of byExchange) {
          const money = quantity.times(rate.price).times(months).times(rateOfExchange);
          sum = sum.plus(money.div(divisors[rate.resource]));
        }
      }
      return sum;
    },
    revenue(lines) {
      const amounts = new Map<Decimal, Decimal>();
      for (const line of lines) {
        const rateOfExchange = exchanged(line.currency, dayOf(line.time));
        if (rateOfExchange) {
          amounts.set(rateOfExchange, line.amount.plus(amounts.get(rateOfExchange) ?? zero));
        }
      }
      if (lines.length > 0 && amounts.size === 0) return null;
      let sum = zero;
      for (const [rateOfExchange, amount] of amounts) sum = sum.plus(amount.times(rateOfExchange));
      return sum;
    },
  };
}

const microsecondsOfDay = 86_400_000_000;

/** The start of the UTC day, microseconds since 1970. */
function dayOf(time: number): number {
  return Math.floor(time / microsecondsOfDay) * microsecondsOfDay;
}

/** The same answer object for the same currency and day, so that it can be a key. */
function remembered(find: (currency: string, day: number) => Decimal | null) {
  const known = new Map<string, Decimal | null>();
  return (currency: string, day: number): Decimal | null => {
    const key = `${currency} ${day}`;
    if (!known.has(key)) known.set(key, find(currency, day));
    return known.get(key) ?? null;
  };
}
