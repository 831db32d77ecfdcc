import type { ColumnCodec } from './column-codec.ts';

/** String: each text as its length in bytes and its UTF-8. */
export const textCodec: ColumnCodec = {
  empty: '',
  write: (writer, rows, name) => {
    for (const row of rows) writer.text(row[name] as string);
  },
  read: (reader, rows, name) => {
    for (const row of rows) row[name] = reader.text();
  },
};
