import { FOREIGN_CURRENCIES, usdRate } from './generators/exchange.ts';
import { h100Rates, type Rate } from './scenarios/price-rise.ts';
import type { Story } from './scenarios/story.ts';

const DAY_MS = 86_400_000;

/** A day's exchange rate as `POST /v1/fx-rates` takes it. */
export interface ExchangeRate {
  date: string;
  base: string;
  quote: string;
  rate: string;
}

/** The price list of the sample service, valid from the UTC day of `start` on. Our assumptions, from public price lists. */
export function sampleRates(start: number, story: Story): Rate[] {
  const valid_from = dayStart(start).toISOString();
  const check = (stage: string, price: string): Rate => ({
    resource: 'moderation_check',
    match: { stage },
    unit: '1000_checks',
    price,
    currency: 'USD',
    valid_from,
  });
  return [
    ...h100Rates(story, valid_from),
    {
      resource: 'gpu',
      match: { gpu_model: 'A100' },
      unit: 'gpu_hour',
      price: '1.79',
      currency: 'USD',
      valid_from,
    },
    check('photo', '1.00'),
    check('prompt', '1.50'),
    check('video', '10.00'),
    check('story', '10.00'),
    { resource: 'human_review', unit: 'hour', price: '12.50', currency: 'EUR', valid_from },
    { resource: 'delivery', unit: 'GB', price: '0.012', currency: 'USD', valid_from },
    { resource: 'storage', unit: 'GB_month', price: '0.023', currency: 'USD', valid_from },
  ];
}

/** Exchange rates of the working days from a few days before `start` until `end`. */
export function sampleExchangeRates(start: number, end: number, seed: number): ExchangeRate[] {
  const rates: ExchangeRate[] = [];
  for (let day = dayStart(start).getTime() - 4 * DAY_MS; day <= end; day += DAY_MS) {
    const date = new Date(day);
    if (date.getUTCDay() === 0 || date.getUTCDay() === 6) continue;
    for (const base of FOREIGN_CURRENCIES) {
      rates.push({
        date: date.toISOString().slice(0, 10),
        base,
        quote: 'USD',
        rate: String(usdRate(base, day, seed)),
      });
    }
  }
  return rates;
}

function dayStart(time: number): Date {
  return new Date(Math.floor(time / DAY_MS) * DAY_MS);
}
