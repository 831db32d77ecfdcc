import { setInteger64 } from './byte-writer.ts';
import type { ColumnCodec } from './column-codec.ts';
import { decimalType } from './decimal-type.ts';
import { enumType } from './enum-type.ts';
import { type FixedType, fixedCodec, nullableCodec } from './fixed-codec.ts';
import { lowCardinalityCodec } from './low-cardinality-codec.ts';
import { textCodec } from './text-codec.ts';

const uint8: FixedType<number> = {
  size: 1,
  empty: 0,
  set: (view, at, value) => view.setUint8(at, value),
  get: (view, at) => view.getUint8(at),
};
const uint32: FixedType<number> = {
  size: 4,
  empty: 0,
  set: (view, at, value) => view.setUint32(at, value, true),
  get: (view, at) => view.getUint32(at, true),
};
// Integers of 64 bits are JS numbers: no event carries one that JSON can't carry exactly.
const uint64: FixedType<number> = {
  size: 8,
  empty: 0,
  set: setInteger64,
  get: (view, at) => view.getUint32(at, true) + view.getUint32(at + 4, true) * 2 ** 32,
};
const int64: FixedType<number> = {
  size: 8,
  empty: 0,
  set: setInteger64,
  get: (view, at) => view.getUint32(at, true) + view.getInt32(at + 4, true) * 2 ** 32,
};
const float64: FixedType<number> = {
  size: 8,
  empty: 0,
  set: (view, at, value) => view.setFloat64(at, value, true),
  get: (view, at) => view.getFloat64(at, true),
};
const bool: FixedType<boolean> = {
  size: 1,
  empty: false,
  set: (view, at, value) => view.setUint8(at, value ? 1 : 0),
  get: (view, at) => view.getUint8(at) === 1,
};

const CODECS: ReadonlyMap<string, ColumnCodec> = new Map([
  ['String', textCodec],
  ['LowCardinality(String)', lowCardinalityCodec],
  ["DateTime('UTC')", fixedCodec(uint32)],
  ["DateTime64(6, 'UTC')", fixedCodec(int64)],
  ['UInt8', fixedCodec(uint8)],
  ['UInt64', fixedCodec(uint64)],
  ['Decimal(38, 18)', fixedCodec(decimalType)],
  ['Nullable(UInt8)', nullableCodec(uint8)],
  ['Nullable(UInt32)', nullableCodec(uint32)],
  ['Nullable(UInt64)', nullableCodec(uint64)],
  ['Nullable(Int64)', nullableCodec(int64)],
  ['Nullable(Float64)', nullableCodec(float64)],
  ['Nullable(Bool)', nullableCodec(bool)],
  ['Nullable(Decimal(38, 18))', nullableCodec(decimalType)],
]);

/**
 * The codec of a ClickHouse type, as the types of `events`, `outcomes` and `blocked_usage` are written.
 * @throws TypeError when the type is not one of those
 */
export function codecOf(type: string): ColumnCodec {
  const codec = type.startsWith('Enum8(') ? fixedCodec(enumType(type)) : CODECS.get(type);
  if (codec === undefined) throw new TypeError(`There is no codec for the type ${type}.`);
  return codec;
}
