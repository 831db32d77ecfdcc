import { setInteger64 } from './byte-writer.ts';
import { decimalType } from './decimal-type.ts';
import { enumType } from './enum-type.ts';
import type { FixedType } from './fixed-codec.ts';

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

type AnyFixedType = FixedType<number> | FixedType<string> | FixedType<boolean>;

const FIXED_TYPES: ReadonlyMap<string, AnyFixedType> = new Map<string, AnyFixedType>([
  ["DateTime('UTC')", uint32],
  ["DateTime64(6, 'UTC')", int64],
  ['UInt8', uint8],
  ['UInt32', uint32],
  ['UInt64', uint64],
  ['Int64', int64],
  ['Float64', float64],
  ['Bool', bool],
  ['Decimal(38, 18)', decimalType],
]);

/** How the values of a ClickHouse type of a fixed size are written; undefined when the type is none. */
export function fixedTypeOf(type: string): FixedType<unknown> | undefined {
  const fixed = type.startsWith('Enum8(') ? enumType(type) : FIXED_TYPES.get(type);
  return fixed as FixedType<unknown> | undefined;
}
