import type { ColumnCodec, Row } from './column-codec.ts';

/** How a type stands in a block whose values all have the same size. */
export interface FixedType<T> {
  /** Bytes of a value. */
  size: number;
  empty: T;
  set(view: DataView, at: number, value: T): void;
  get(view: DataView, at: number): T;
}

/** A column of such values one after the other. */
export function fixedCodec<T>({ size, empty, set, get }: FixedType<T>): ColumnCodec {
  return {
    empty,
    write: (writer, rows, name) => {
      let at = writer.reserve(rows.length * size);
      const { view } = writer;
      for (const row of rows) {
        set(view, at, row[name] as T);
        at += size;
      }
    },
    read: (reader, rows, name) => {
      let at = reader.take(rows.length * size);
      for (const row of rows) {
        row[name] = get(reader.view, at);
        at += size;
      }
    },
  };
}

/** Nullable(T): a byte for each row that says whether it is null, then a value for each row. */
export function nullableCodec<T>({ size, set, get }: FixedType<T>): ColumnCodec {
  return {
    empty: null,
    write: (writer, rows, name) => {
      const nulls = writer.reserve(rows.length * (1 + size));
      const values = nulls + rows.length;
      const { bytes, view } = writer;
      bytes.fill(0, nulls, values + rows.length * size);
      for (let index = 0; index < rows.length; index += 1) {
        const value = (rows[index] as Row)[name] as T | null;
        if (value === null) bytes[nulls + index] = 1;
        else set(view, values + index * size, value);
      }
    },
    read: (reader, rows, name) => {
      const nulls = reader.take(rows.length * (1 + size));
      const values = nulls + rows.length;
      const { bytes, view } = reader;
      for (let index = 0; index < rows.length; index += 1) {
        if (bytes[nulls + index] === 0) (rows[index] as Row)[name] = get(view, values + index * size);
      }
    },
  };
}
