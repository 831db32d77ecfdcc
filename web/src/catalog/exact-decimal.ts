import { Decimal } from 'decimal.js';

/** Decimals that never lose a digit of a sum of money; the library's own default rounds to 20 figures. */
export const ExactDecimal = Decimal.clone({ precision: 60 });
