import type { ByteReader } from './byte-reader.ts';
import type { ByteWriter } from './byte-writer.ts';

/** A row of any table, by column name. */
export type Row = Record<string, unknown>;

/** How the values of one ClickHouse type stand in a Native block, all values of a column together. */
export interface ColumnCodec {
  /** The value of a row in which the column is left out. */
  empty: unknown;
  write(writer: ByteWriter, rows: readonly Row[], name: string): void;
  read(reader: ByteReader, rows: readonly Row[], name: string): void;
}
