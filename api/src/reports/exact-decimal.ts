import { Decimal } from 'decimal.js';

/** Decimals with room for every price times every exchange rate; the default of 20 digits would round them. */
export const ExactDecimal = Decimal.clone({ precision: 80, rounding: Decimal.ROUND_HALF_EVEN });
