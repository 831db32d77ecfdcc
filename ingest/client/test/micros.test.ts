import fc from 'fast-check';
import { expect, test } from 'vitest';
import { micros } from '../src/events/micros.ts';

test.each([
  ['0.0042', 4200],
  ['12', 12_000_000],
  ['-3.5', -3_500_000],
  ['+0.000001', 1],
  ['1.', 1_000_000],
  ['4.2e-5', 42],
  ['1E3', 1_000_000_000],
  ['0.1000000000', 100_000],
  ['9007199254.740991', Number.MAX_SAFE_INTEGER],
])('%s is %d millionths', (amount, expected) => {
  expect(micros(amount)).toBe(expected);
});

test('an amount below a millionth is refused, or rounded half to even where that is asked for', () => {
  for (const [amount, rounded] of [
    ['0.0000005', 0],
    ['0.0000015', 2],
    ['0.00000250001', 3],
    ['-0.0000015', -2],
    ['3.4e-7', 0],
  ] as const) {
    expect(() => micros(amount)).toThrow(RangeError);
    expect(micros(amount, 'half_even')).toBe(rounded);
  }
});

test('what is no amount is refused, and there is no negative zero', () => {
  for (const wrong of ['', 'abc', '1,5', '0x10', 'NaN', '.', '1e9999', '9007199254.740992', '1.2.3']) {
    expect(() => micros(wrong)).toThrow(RangeError);
  }
  expect(Object.is(micros('-0'), 0)).toBe(true);
});

test('every whole number of millionths is what its decimal says', () => {
  fc.assert(
    fc.property(fc.maxSafeInteger(), (value) => {
      const digits = String(Math.abs(value)).padStart(7, '0');
      const text = `${value < 0 ? '-' : ''}${digits.slice(0, -6)}.${digits.slice(-6)}`;
      expect(micros(text)).toBe(value);
    }),
  );
});
