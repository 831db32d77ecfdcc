import type { SchemaElement } from 'hyparquet';

const DAY_MS = 86_400_000;

/**
 * Turns a raw Parquet value into the text that a CSV file would hold.
 *
 * Decimals and timestamps are read raw and written out here, because the reader's own conversion goes through binary
 * fractions and milliseconds: 18 decimals and microseconds must come through exactly.
 */
export function parquetCellReader(element: SchemaElement): (value: unknown) => string {
  const { converted_type: converted, logical_type: logical, scale = 0 } = element;
  if (converted === 'DECIMAL' || logical?.type === 'DECIMAL') return (value) => decimalText(value, scale);
  if (logical?.type === 'TIMESTAMP') {
    const perMicro = { MILLIS: 1000n, MICROS: 1n, NANOS: 1n }[logical.unit];
    const nanos = logical.unit === 'NANOS' ? 1000n : 1n;
    const zone = logical.isAdjustedToUTC ? 'Z' : '';
    return (value) => (value == null ? '' : microsText((BigInt(value as bigint) * perMicro) / nanos) + zone);
  }
  if (converted === 'TIMESTAMP_MILLIS')
    return (value) => (value == null ? '' : `${microsText(BigInt(value as bigint) * 1000n)}Z`);
  if (converted === 'TIMESTAMP_MICROS')
    return (value) => (value == null ? '' : `${microsText(BigInt(value as bigint))}Z`);
  if (converted === 'DATE' || logical?.type === 'DATE') {
    return (value) => (value == null ? '' : new Date((value as number) * DAY_MS).toISOString().slice(0, 10));
  }
  return plainText;
}

function plainText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value;
  if (value instanceof Uint8Array) return new TextDecoder().decode(value);
  if (value instanceof Date) return value.toISOString();
  if (typeof value === 'object')
    return JSON.stringify(value, (_, part) => (typeof part === 'bigint' ? String(part) : part));
  return Number.isNaN(value) ? '' : String(value);
}

/** '2026-10-01T12:00:00.123456' from microseconds since 1970. */
function microsText(micros: bigint): string {
  const millis = micros / 1000n - (micros % 1000n < 0n ? 1n : 0n);
  const rest = micros - millis * 1000n;
  return `${new Date(Number(millis)).toISOString().slice(0, -1)}${String(rest).padStart(3, '0')}`;
}

function decimalText(value: unknown, scale: number): string {
  if (value === null || value === undefined) return '';
  const unscaled = value instanceof Uint8Array ? bigEndian(value) : BigInt(value as bigint | number);
  const digits = String(unscaled < 0n ? -unscaled : unscaled).padStart(scale + 1, '0');
  const sign = unscaled < 0n ? '-' : '';
  return scale === 0 ? sign + digits : `${sign}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}

function bigEndian(bytes: Uint8Array): bigint {
  let value = 0n;
  for (const byte of bytes) value = (value << 8n) | BigInt(byte);
  return BigInt.asIntN(bytes.length * 8, value);
}
