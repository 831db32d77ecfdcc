/** The decimals that Decimal(38, 18) keeps. */
const SCALE = 18;
const CANONICAL = /^(?!-0$)-?(?:0|[1-9]\d*)(?:\.\d{0,17}[1-9])?$/;

/**
 * A JSON number as a plain decimal: no exponent, no trailing zeros, no '-0'; what is beyond 18 decimals is rounded
 * half to even.
 * @param literal a number as JSON writes it, such as '1.50' or '1e-7'; its value must be far below 10^20
 */
export function canonicalDecimal(literal: string): string {
  if (CANONICAL.test(literal)) return literal;
  const [, sign, whole, fraction = '', exponent = '0'] =
    /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(literal) ?? [];
  if (whole === undefined) throw new TypeError('not a JSON number');
  const digits = (whole + fraction).replace(/^0+/, '');
  // How many of the digits stand before the decimal point; below 0 there are zeros between the point and them.
  const point = digits.length - fraction.length + Number(exponent);
  // A number below 10^-19 is nothing at 18 decimals. Its exponent may be huge, so it must not become zeros to write.
  if (digits === '' || point < -SCALE) return '0';
  const scaled = point + SCALE;
  const units = roundHalfEven(digits, scaled)
    .toString()
    .padStart(SCALE + 1, '0');
  const decimals = units.slice(-SCALE).replace(/0+$/, '');
  const plain = decimals === '' ? units.slice(0, -SCALE) : `${units.slice(0, -SCALE)}.${decimals}`;
  return sign === '-' && plain !== '0' ? `-${plain}` : plain;
}

/** The first `keep` of the digits as an integer, the others rounded half to even. */
function roundHalfEven(digits: string, keep: number): bigint {
  if (digits.length <= keep) return BigInt(digits.padEnd(keep, '0'));
  const kept = BigInt(digits.slice(0, keep) || '0');
  const rest = digits.slice(keep);
  const isHalf = /^50*$/.test(rest);
  const up = isHalf ? kept % 2n === 1n : rest[0]! >= '5';
  return up ? kept + 1n : kept;
}
