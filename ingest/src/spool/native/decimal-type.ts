import type { FixedType } from './fixed-codec.ts';

const SCALE = 18;

/** Decimal(38, 18): the canonical decimal string times 10^18 as an integer of 128 bits. */
export const decimalType: FixedType<string> = {
  size: 16,
  empty: '0',
  set: (view, at, value) => {
    const scaled = scale(value);
    view.setBigUint64(at, BigInt.asUintN(64, scaled), true);
    view.setBigInt64(at + 8, scaled >> 64n, true);
  },
  get: (view, at) => unscale((view.getBigInt64(at + 8, true) << 64n) | view.getBigUint64(at, true)),
};

function scale(value: string): bigint {
  const point = value.indexOf('.');
  const decimals = point === -1 ? 0 : value.length - point - 1;
  const digits = point === -1 ? value : value.slice(0, point) + value.slice(point + 1);
  return BigInt(digits + '0'.repeat(SCALE - decimals));
}

function unscale(scaled: bigint): string {
  const digits = (scaled < 0n ? -scaled : scaled).toString().padStart(SCALE + 1, '0');
  const decimals = digits.slice(-SCALE).replace(/0+$/, '');
  const whole = `${scaled < 0n ? '-' : ''}${digits.slice(0, -SCALE)}`;
  return decimals === '' ? whole : `${whole}.${decimals}`;
}
