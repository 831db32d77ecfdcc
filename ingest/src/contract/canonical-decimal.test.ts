import { Decimal } from 'decimal.js';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalDecimal } from './canonical-decimal.ts';

const Exact = Decimal.clone({
  precision: 200,
  rounding: Decimal.ROUND_HALF_EVEN,
  toExpNeg: -1000,
  toExpPos: 1000,
});

const literal = fc
  .record({
    sign: fc.constantFrom('', '-'),
    whole: fc.bigInt({ min: 0n, max: 10n ** 15n }),
    fraction: fc.option(fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 1, maxLength: 30 }), {
      nil: undefined,
    }),
    exponent: fc.option(fc.integer({ min: -30, max: 3 }), { nil: undefined }),
  })
  .map(
    ({ sign, whole, fraction, exponent }) =>
      `${sign}${whole}${fraction ? `.${fraction}` : ''}${exponent === undefined ? '' : `e${exponent}`}`,
  );

test('a JSON number keeps its decimal value, rounded half to even at 18 decimals', () => {
  fc.assert(
    fc.property(literal, (number) => {
      const expected = new Exact(number).toDecimalPlaces(18).toString();
      expect(canonicalDecimal(number)).toBe(expected === '-0' ? '0' : expected);
    }),
    { numRuns: 2000 },
  );
});

test.each([
  ['12.50', '12.5'],
  ['0', '0'],
  ['-0', '0'],
  ['-0.0', '0'],
  ['1e-7', '0.0000001'],
  ['1E+2', '100'],
  ['0.1000000000000000055', '0.100000000000000006'],
  ['0.0000000000000000005', '0'],
  ['0.0000000000000000015', '0.000000000000000002'],
  ['0.00000000000000000050000000001', '0.000000000000000001'],
  ['0e999999999', '0'],
  ['1e-999999999', '0'],
  ['123456789012.123456789012345678', '123456789012.123456789012345678'],
])('%s is %s', (number, canonical) => {
  expect(canonicalDecimal(number)).toBe(canonical);
});
