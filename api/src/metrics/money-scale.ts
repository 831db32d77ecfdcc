/**
 * Money is summed as a whole multiple of 1 / moneyScale: a common multiple of what quantities are divided by (3,600
 * seconds an hour, 1,000 checks, 10^9 bytes) and of the 10^6 micros of a currency unit. So no division happens before the
 * very last step, and a sum that is exactly half of the last decimal is rounded to even and not by a remainder of 1/3.
 */
export const moneyScale = 3_600_000_000_000;
