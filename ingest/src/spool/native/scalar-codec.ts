import type { ByteReader } from './byte-reader.ts';
import type { ByteWriter } from './byte-writer.ts';
import type { ColumnCodec } from './column-codec.ts';

/** How one value of a type stands in a block where nothing but values stands. */
export interface Scalar<T> {
  empty: T;
  write(writer: ByteWriter, value: T): void;
  read(reader: ByteReader): T;
}

/** A column of values one after the other. */
export function scalarCodec<T>({ empty, write, read }: Scalar<T>): ColumnCodec {
  return {
    empty,
    write: (writer, rows, name) => {
      for (const row of rows) write(writer, row[name] as T);
    },
    read: (reader, rows, name) => {
      for (const row of rows) row[name] = read(reader);
    },
  };
}
