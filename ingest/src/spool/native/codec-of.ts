import type { ColumnCodec } from './column-codec.ts';
import { fixedCodec, nullableCodec } from './fixed-codec.ts';
import { fixedTypeOf } from './fixed-types.ts';
import { lowCardinalityCodec } from './low-cardinality-codec.ts';
import { textCodec } from './text-codec.ts';

/**
 * The codec of a ClickHouse type, as the types of our tables are written.
 * @throws TypeError when the type is not one of those
 */
export function codecOf(type: string): ColumnCodec {
  if (type === 'String') return textCodec;
  if (type === 'LowCardinality(String)') return lowCardinalityCodec;
  const inner = /^Nullable\((.+)\)$/.exec(type)?.[1];
  const fixed = fixedTypeOf(inner ?? type);
  if (fixed === undefined) throw new TypeError(`There is no codec for the type ${type}.`);
  return inner === undefined ? fixedCodec(fixed) : nullableCodec(fixed);
}
