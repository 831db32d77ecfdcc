import type { ColumnCodec } from './column-codec.ts';
import type { Scalar } from './scalar-codec.ts';

/** Nullable(T): a byte for each row that says whether it is null, then a value for each row. */
export function nullableCodec<T>({ empty, write, read }: Scalar<T>): ColumnCodec {
  return {
    empty: null,
    write: (writer, rows, name) => {
      for (const row of rows) writer.uint8(row[name] === null ? 1 : 0);
      for (const row of rows) {
        const value = row[name] as T | null;
        write(writer, value === null ? empty : value);
      }
    },
    read: (reader, rows, name) => {
      const isNull = rows.map(() => reader.uint8() === 1);
      for (let at = 0; at < rows.length; at += 1) {
        const value = read(reader);
        rows[at]![name] = isNull[at] ? null : value;
      }
    },
  };
}
