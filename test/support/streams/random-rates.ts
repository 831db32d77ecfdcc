import type { FxRate } from '../reference/exchange.ts';
import type { Rate, Resource } from '../reference/rate.ts';
import type { Random } from './random.ts';
import { words } from './words.ts';

const units: Record<Resource, string> = {
  gpu: 'gpu_hour',
  moderation_check: '1000_checks',
  human_review: 'hour',
  delivery: 'GB',
  storage: 'GB_month',
};
const keys: Partial<Record<Resource, Record<string, readonly string[]>>> = {
  gpu: { gpu_model: words.gpu_model, gpu_region: words.gpu_region },
  moderation_check: { stage: words.stage, classifier: words.classifier },
  human_review: { stage: words.stage },
};
const quarter = 15 * 60_000;

/**
 * Overlapping rates for every resource: some before `start`, some from a quarter of an hour in between, some in a currency
 * that nothing converts. Not every usage finds one. Milliseconds since 1970.
 */
export function randomRates(random: Random, start: number, end: number): Rate[] {
  const rates: Rate[] = [];
  for (const resource of Object.keys(units) as Resource[]) {
    for (let left = random.int(3, 9); left > 0; left -= 1) {
      const match: Record<string, string> = {};
      for (const [key, values] of Object.entries(keys[resource] ?? {})) {
        if (random.chance(0.5)) match[key] = random.pick(values);
      }
      const from = random.chance(0.4) ? start - random.int(1, 900) * quarter : random.int(start, end);
      rates.push({
        ...{ resource, match, unit: units[resource] },
        price: random.pick(['0', '3.99', '12', '0.000123456', '6.887654321', `${random.int(1, 99)}.5`]),
        currency: random.pick(['USD', 'USD', 'EUR', 'GBP', 'JPY', 'XAF']),
        ...(resource === 'storage' && random.chance(0.6)
          ? { months: random.pick([2, 12, '1.5', '36']) }
          : {}),
        valid_from: new Date(Math.floor(from / quarter) * quarter).toISOString().replace('.000Z', 'Z'),
      });
    }
  }
  return rates;
}

/** Exchange rates one way, the other way and both ways, on scattered days; none for XAF. Milliseconds since 1970. */
export function randomFxRates(random: Random, start: number, end: number): FxRate[] {
  const day = (from: number, to: number) => new Date(random.int(from, to)).toISOString().slice(0, 10);
  const rate = () => `${random.int(0, 2)}.${String(random.int(1, 999_999)).padStart(6, '0')}`;
  const fx = (base: string, quote: string, from = start, to = end) => ({
    date: day(from, to),
    ...{ base, quote, rate: rate() },
  });
  const found = [fx('EUR', 'USD', start - 40 * 96 * quarter, start), fx('JPY', 'EUR', start, start)];
  for (let left = 6; left > 0; left -= 1) {
    found.push(fx('EUR', 'USD'), fx('USD', 'JPY'), random.chance(0.5) ? fx('GBP', 'USD') : fx('USD', 'GBP'));
    if (random.chance(0.5)) found.push(fx('EUR', 'GBP'));
  }
  return found;
}
