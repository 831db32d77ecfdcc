import { z } from 'zod';
import { currency } from '../common/currency.ts';
import { positiveDecimalString } from '../common/decimal-string.ts';
import { rateVersion } from './rate.schemas.ts';

const date = z.iso
  .date('must be a day, such as "2026-10-01"')
  .meta({ description: 'UTC day from which on the rate is used, until a newer one.', example: '2026-10-01' });
const base = currency.meta({ description: 'Currency that is converted, ISO 4217.', example: 'EUR' });
const quote = currency.meta({ description: 'Currency that it is converted to, ISO 4217.', example: 'USD' });

/** An exchange rate to add. */
export const newFxRate = z
  .strictObject({
    date,
    base,
    quote,
    rate: positiveDecimalString.meta({
      description: 'What one unit of `base` is worth in `quote`, a decimal string above 0.',
      example: '1.09',
    }),
  })
  .refine((rate) => rate.base !== rate.quote, {
    path: ['quote'],
    message: 'must be another currency than base',
  })
  .meta({
    id: 'NewFxRate',
    description: 'An exchange rate to add. For a day that has one, the one added last counts.',
  });

export type NewFxRate = z.output<typeof newFxRate>;

/** An exchange rate as the API answers it. */
export const fxRateAnswer = z
  .object({
    date,
    base,
    quote,
    rate: z.string().meta({ description: 'What one unit of `base` is worth in `quote`, a decimal string.' }),
    created_at: z.iso.datetime().meta({ description: 'When the exchange rate was added, UTC.' }),
  })
  .meta({ id: 'FxRate', description: 'What one unit of one currency is worth in another.' });

export type FxRateAnswer = z.output<typeof fxRateAnswer>;

export const fxRatesAnswer = z
  .object({
    items: z.array(fxRateAnswer).meta({ description: 'Exchange rates, in the order they were added.' }),
    rate_version: rateVersion,
  })
  .meta({ id: 'FxRates', description: 'Exchange rates with their history.' });
