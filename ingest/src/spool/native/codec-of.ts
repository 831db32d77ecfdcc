import type { ColumnCodec } from './column-codec.ts';
import { decimalScalar } from './decimal-scalar.ts';
import { lowCardinalityCodec } from './low-cardinality-codec.ts';
import { nullableCodec } from './nullable-codec.ts';
import { type Scalar, scalarCodec } from './scalar-codec.ts';

/** Integers of 64 bits are JS numbers here: no event carries one that JSON can't. */
const SCALARS: Readonly<Record<string, Scalar<never>>> = {
  String: define<string>({
    empty: '',
    write: (writer, value) => writer.text(value),
    read: (reader) => reader.text(),
  }),
  UInt8: define<number>({
    empty: 0,
    write: (writer, value) => writer.uint8(value),
    read: (reader) => reader.uint8(),
  }),
  UInt32: define<number>({
    empty: 0,
    write: (writer, value) => writer.uint32(value),
    read: (reader) => reader.uint32(),
  }),
  UInt64: define<number>({
    empty: 0,
    write: (writer, value) => writer.integer64(value),
    read: (reader) => reader.uint64(),
  }),
  Int64: define<number>({
    empty: 0,
    write: (writer, value) => writer.integer64(value),
    read: (reader) => reader.int64(),
  }),
  Float64: define<number>({
    empty: 0,
    write: (writer, value) => writer.float64(value),
    read: (reader) => reader.float64(),
  }),
  Bool: define<boolean>({
    empty: false,
    write: (writer, value) => writer.uint8(value ? 1 : 0),
    read: (reader) => reader.uint8() === 1,
  }),
  "DateTime('UTC')": define<number>({
    empty: 0,
    write: (writer, value) => writer.uint32(value),
    read: (reader) => reader.uint32(),
  }),
  "DateTime64(6, 'UTC')": define<number>({
    empty: 0,
    write: (writer, value) => writer.integer64(value),
    read: (reader) => reader.int64(),
  }),
  'Decimal(38, 18)': define(decimalScalar),
};

/**
 * The codec of a ClickHouse type, as the types of the table `events` are written.
 * @throws TypeError when the type is not one of those
 */
export function codecOf(type: string): ColumnCodec {
  if (type === 'LowCardinality(String)') return lowCardinalityCodec;
  if (type.startsWith('Enum8(')) return scalarCodec(enumScalar(type));
  const inner = /^Nullable\((.+)\)$/.exec(type)?.[1];
  const scalar = SCALARS[inner ?? type];
  if (scalar === undefined) throw new TypeError(`There is no codec for the type ${type}.`);
  return inner === undefined ? scalarCodec(scalar) : nullableCodec(scalar);
}

function enumScalar(type: string): Scalar<string> {
  const pairs = [...type.matchAll(/'([^']+)' = (-?\d+)/g)].map(
    ([, word, code]) => [word!, Number(code)] as const,
  );
  const codes = new Map(pairs);
  const words = new Map(pairs.map(([word, code]) => [code, word]));
  return {
    empty: pairs[0]![0],
    write: (writer, value) => writer.int8(codes.get(value)!),
    read: (reader) => words.get(reader.int8())!,
  };
}

/** Each scalar is paired with the JS type of its columns; the table holds them side by side. */
function define<T>(scalar: Scalar<T>): Scalar<never> {
  return scalar as unknown as Scalar<never>;
}
