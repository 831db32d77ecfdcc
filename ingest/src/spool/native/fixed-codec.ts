import type { ColumnCodec, Row } from './column-codec.ts';

/** How a type stands in a block whose values all have the same size. */
export interface FixedType<T> {
  /** Bytes of a value. */
  size: number;
  /** Zeros in bytes, but for an Enum8. */
  empty: T;
  set(view: DataView, at: number, value: T): void;
  get(view: DataView, at: number): T;
}

/** A column of such values one after the other. */
export function fixedCodec<T>({ size, empty, set, get }: FixedType<T>): ColumnCodec {
  return {
    empty,
    write: (writer, rows, name, used) => {
      const start = writer.reserve(rows.length * size);
      const { view } = writer;
      if (used.length < rows.length)
        for (let row = 0; row < rows.length; row += 1) set(view, start + row * size, empty);
      for (let index = 0; index < used.length; index += 1) {
        const row = used[index]!;
        set(view, start + row * size, rows[row]![name] as T);
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
    write: (writer, rows, name, used) => {
      const nulls = writer.reserve(rows.length * (1 + size));
      const values = nulls + rows.length;
      const { bytes, view } = writer;
      bytes.fill(1, nulls, values);
      bytes.fill(0, values, values + rows.length * size);
      for (let index = 0; index < used.length; index += 1) {
        const row = used[index]!;
        const value = rows[row]![name] as T | null;
        if (value === null) continue;
        bytes[nulls + row] = 0;
        set(view, values + row * size, value);
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
