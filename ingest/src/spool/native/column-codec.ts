import type { ByteReader } from './byte-reader.ts';
import type { ByteWriter } from './byte-writer.ts';
import type { RowNumbers } from './column.ts';

/** A row of any table, by column name. */
export type Row = Record<string, unknown>;

/** How the values of one ClickHouse type stand in a Native block, all values of a column together. */
export interface ColumnCodec {
  /** The value of a row in which the column is left out. */
  empty: unknown;
  /** @param used the rows that may hold something; all others hold `empty` and are not looked at */
  write(writer: ByteWriter, rows: readonly Row[], name: string, used: RowNumbers): void;
  read(reader: ByteReader, rows: readonly Row[], name: string): void;
}
