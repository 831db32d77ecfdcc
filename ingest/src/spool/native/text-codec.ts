import type { ColumnCodec } from './column-codec.ts';

/** String: each text as its length in bytes and its UTF-8. */
export const textCodec: ColumnCodec = {
  empty: '',
  write: (writer, rows, name, used) => {
    if (used.length === rows.length) {
      for (let row = 0; row < rows.length; row += 1) writer.text(rows[row]![name] as string);
      return;
    }
    const texts = new Array<string>(rows.length).fill('');
    for (let index = 0; index < used.length; index += 1)
      texts[used[index]!] = rows[used[index]!]![name] as string;
    for (let row = 0; row < rows.length; row += 1) writer.text(texts[row]!);
  },
  read: (reader, rows, name) => {
    for (const row of rows) row[name] = reader.text();
  },
};
