import { ByteWriter } from './byte-writer.ts';
import { codecOf } from './codec-of.ts';
import type { RowNumbers } from './column.ts';
import type { ColumnCodec, Row } from './column-codec.ts';

/** More than most blocks need, so that a block is rarely copied while it grows. */
const BYTES_PER_ROW = 340;

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

/**
 * Rows as a block of the ClickHouse format Native. A column in which every row has its default is left out: ClickHouse
 * and decodeBlock put the default there.
 * @param usedBy the rows that may hold something in a column; all others have its default
 */
export function encodeBlock(
  columns: readonly BlockColumn[],
  rows: readonly Row[],
  usedBy: (column: string) => RowNumbers,
): Buffer {
  const used: [BlockColumn, RowNumbers][] = [];
  for (const column of columns) {
    const numbers = usedBy(column.name);
    if (column.always || holdsSomething(column, rows, numbers)) used.push([column, numbers]);
  }
  const writer = new ByteWriter(4096 + rows.length * BYTES_PER_ROW);
  writer.varint(used.length);
  writer.varint(rows.length);
  for (const [{ name, type, codec }, numbers] of used) {
    writer.text(name);
    writer.text(type);
    codec.write(writer, rows, name, numbers);
  }
  return writer.finish();
}

function holdsSomething({ name, codec }: BlockColumn, rows: readonly Row[], numbers: RowNumbers): boolean {
  for (let index = 0; index < numbers.length; index += 1)
    if (rows[numbers[index]!]![name] !== codec.empty) return true;
  return false;
}
