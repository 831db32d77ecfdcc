import { ByteWriter } from './byte-writer.ts';
import { codecOf } from './codec-of.ts';
import type { ColumnCodec, Row } from './column-codec.ts';

/** More than most blocks need, so that a block is rarely copied while it grows. */
const BYTES_PER_ROW = 320;

/** A column of a table, ready to be written and read. */
export interface BlockColumn {
  name: string;
  type: string;
  codec: ColumnCodec;
  /** Is in every block, whatever its values. */
  always: boolean;
}

/**
 * @param types name -> ClickHouse type
 * @param always names of the columns that are in every block
 */
export function blockColumns(
  types: Readonly<Record<string, string>>,
  always: ReadonlySet<string>,
): BlockColumn[] {
  return Object.entries(types).map(([name, type]) => ({
    name,
    type,
    codec: codecOf(type),
    always: always.has(name),
  }));
}

/** Columns of a block and the rows that hold their values. */
export interface BlockPart {
  columns: readonly BlockColumn[];
  rows: readonly Row[];
}

/**
 * Rows as a block of the ClickHouse format Native. A column in which every row has its default is left out: ClickHouse
 * and decodeBlock put the default there.
 * @param parts with the same number of rows each: columns may come from several objects a row, so that nobody has to
 * copy wide rows to add a column
 */
export function encodeBlock(...parts: readonly BlockPart[]): Buffer {
  const used = parts.flatMap(({ columns, rows }) =>
    columns
      .filter(({ name, codec, always }) => always || rows.some((row) => row[name] !== codec.empty))
      .map((column) => ({ ...column, rows })),
  );
  const count = parts[0]!.rows.length;
  const writer = new ByteWriter(1024 + count * BYTES_PER_ROW);
  writer.varint(used.length);
  writer.varint(count);
  for (const { name, type, codec, rows } of used) {
    writer.text(name);
    writer.text(type);
    codec.write(writer, rows, name);
  }
  return writer.finish();
}
