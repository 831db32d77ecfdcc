import type { ByteWriter } from './byte-writer.ts';

/** A value as EventRow holds it. */
export type ColumnValue = string | number | boolean | null;

/** Rows of a block by their numbers, from 0. */
export type RowNumbers = Uint32Array | readonly number[];

/** The values of one column of a block, as bytes of the ClickHouse format Native or near to them. Never changes. */
export interface Column {
  /** ClickHouse type. */
  readonly type: string;
  /** About as many bytes as write() writes. */
  readonly byteLength: number;
  value(row: number): ColumnValue;
  select(rows: RowNumbers): Column;
  write(writer: ByteWriter): void;
}

/** A part of a column that is made of several: `undefined` stands for rows that have the default. */
export interface ColumnPart<C extends Column> {
  column: C | undefined;
  rows: number;
}
