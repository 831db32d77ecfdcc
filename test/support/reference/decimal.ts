import { Decimal as DecimalLibrary } from 'decimal.js';

/** Decimal numbers of 40 digits: far more than any answer shows, so that only the last step rounds. */
export const Decimal = DecimalLibrary.clone({ precision: 40, rounding: DecimalLibrary.ROUND_HALF_EVEN });
export type Decimal = DecimalLibrary;

export const zero = new Decimal(0);
