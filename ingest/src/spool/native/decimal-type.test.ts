import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalDecimal } from '../../contract/canonical-decimal.ts';
import { decimalType } from './decimal-type.ts';

const LARGEST = 10n ** 38n - 1n;

/** The integer of 128 bits that stands in the block. */
function written(value: string): bigint {
  const view = new DataView(new ArrayBuffer(16));
  decimalType.set(view, 0, value);
  expect(decimalType.get(view, 0)).toBe(value);
  return (view.getBigInt64(8, true) << 64n) | view.getBigUint64(0, true);
}

test('every decimal of 38 digits is written as that many units of 10^-18', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: -LARGEST, max: LARGEST }), fc.nat({ max: 30 }), (units, zeros) => {
      // Short decimals are the most common ones.
      const scaled = units - (units % 10n ** BigInt(zeros));
      const digits = (scaled < 0n ? -scaled : scaled).toString().padStart(19, '0');
      const decimals = `${digits.slice(0, -18)}.${digits.slice(-18)}`.replace(/\.?0+$/, '') || '0';
      expect(written(`${scaled < 0n ? '-' : ''}${decimals}`)).toBe(scaled);
    }),
  );
  expect(written(canonicalDecimal('34.877'))).toBe(34_877n * 10n ** 15n);
  expect(written('0')).toBe(0n);
});
