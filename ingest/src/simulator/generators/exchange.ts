import { randomFor } from '../distributions/random.ts';
import type { Country } from './countries.ts';

const DAY_MS = 86_400_000;

/** USD for one unit, around which the sample's exchange rates move. */
const USUAL: Readonly<Record<Country['currency'], number>> = {
  USD: 1,
  EUR: 1.09,
  GBP: 1.27,
  JPY: 0.0067,
  BRL: 0.18,
  INR: 0.0118,
};

export const FOREIGN_CURRENCIES = ['EUR', 'GBP', 'JPY', 'BRL', 'INR'] as const;

/** USD for one unit of a currency on the UTC day of `time`, to six significant digits. */
export function usdRate(currency: Country['currency'], time: number, seed: number): number {
  if (currency === 'USD') return 1;
  const day = Math.floor(time / DAY_MS);
  const noise = randomFor(seed, 'exchange', currency, day)() - 0.5;
  const wave = Math.sin(day / 9 + currency.charCodeAt(0));
  return Number((USUAL[currency] * (1 + 0.012 * wave + 0.006 * noise)).toPrecision(6));
}
