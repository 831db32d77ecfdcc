const DECIMAL = /^([+-]?)(\d+)(?:\.(\d*))?(?:e([+-]?\d{1,3}))?$/i;
const DIGITS = 6;

/**
 * The millionths of an amount of money, exactly: `micros('0.0042')` is 4200. The amount is a text because a double has
 * no 0.1; a number that a network sent as JSON is best taken by `String(number)`, which gives the digits that it meant.
 * @param amount a decimal, such as `12.5`, `-3` or `4.2e-5`, in whole units of its currency
 * @param rounding what to do with digits behind the sixth: refuse them, or round half to even
 * @throws RangeError when the text is no such decimal, has too many digits, or is beyond what JSON can carry exactly
 */
export function micros(amount: string, rounding?: 'half_even'): number {
  const match = DECIMAL.exec(amount.trim());
  if (match === null) throw new RangeError('An amount of money must be a decimal text such as "0.0042".');
  const [, sign, whole, fraction = '', exponent = '0'] = match;
  const scale = fraction.length - Number(exponent) - DIGITS;
  const digits = BigInt(whole + fraction);
  const value = scale <= 0 ? digits * 10n ** BigInt(-scale) : divide(digits, 10n ** BigInt(scale), rounding);
  if (value > Number.MAX_SAFE_INTEGER) throw new RangeError('The amount of money is too large.');
  return value === 0n ? 0 : Number(sign === '-' ? -value : value);
}

function divide(digits: bigint, divisor: bigint, rounding: 'half_even' | undefined): bigint {
  const whole = digits / divisor;
  const rest = digits % divisor;
  if (rest !== 0n && rounding === undefined) {
    throw new RangeError(`The amount of money has more than ${DIGITS} decimals: round it with 'half_even'.`);
  }
  const isUp = rest * 2n > divisor || (rest * 2n === divisor && whole % 2n === 1n);
  return isUp ? whole + 1n : whole;
}
