import type { Scalar } from './scalar-codec.ts';

const SCALE = 18;

/** Decimal(38, 18): the canonical decimal string times 10^18 as an integer of 128 bits. */
export const decimalScalar: Scalar<string> = {
  empty: '0',
  write: (writer, value) => {
    const scaled = scale(value);
    writer.bigInteger64(scaled);
    writer.bigInteger64(scaled >> 64n);
  },
  read: (reader) => {
    const low = reader.bigUint64();
    return unscale((reader.bigInt64() << 64n) | low);
  },
};

function scale(value: string): bigint {
  const point = value.indexOf('.');
  if (point === -1) return BigInt(value) * 10n ** BigInt(SCALE);
  const decimals = value.length - point - 1;
  return BigInt(value.slice(0, point) + value.slice(point + 1)) * 10n ** BigInt(SCALE - decimals);
}

function unscale(scaled: bigint): string {
  const digits = (scaled < 0n ? -scaled : scaled).toString().padStart(SCALE + 1, '0');
  const decimals = digits.slice(-SCALE).replace(/0+$/, '');
  const whole = `${scaled < 0n ? '-' : ''}${digits.slice(0, -SCALE)}`;
  return decimals === '' ? whole : `${whole}.${decimals}`;
}
