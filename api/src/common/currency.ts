import { CURRENCY_CODES } from '@breakeven/ingest/contract/currency-codes';
import { z } from 'zod';

/** A currency that money can be in: the same list that events are checked against, or a rate could match no event. */
export const currency = z
  .string()
  .refine(
    (code) => CURRENCY_CODES.has(code),
    'must be a currency code of ISO 4217 in capitals, such as "USD"',
  );
