import { z } from 'zod';

/**
 * An amount that must stay exact: a string, because a JSON number would be read as a binary fraction.
 * At most 18 digits before and 18 after the point, never an exponent or a sign.
 */
export const decimalString = z
  .string('must be a decimal number in quotes, such as "3.99"')
  .regex(
    /^(0|[1-9]\d{0,17})(\.\d{1,18})?$/,
    'must be a decimal number such as "3.99", with at most 18 decimals',
  );

/** As `decimalString`, and above 0. */
export const positiveDecimalString = decimalString.refine((text) => /[1-9]/.test(text), 'must be above 0');
