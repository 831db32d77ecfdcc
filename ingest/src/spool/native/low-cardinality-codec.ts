import type { ColumnCodec } from './column-codec.ts';

/** The only version of the serialization of keys: shared dictionaries with additional keys. */
const KEYS_VERSION = 1;
/** The block brings its own dictionary, which is not to be merged with one before. */
const HAS_ADDITIONAL_KEYS = 1 << 9;
const NEEDS_UPDATE = 1 << 10;
/** By the number that the flags carry: indexes of 8, 16 or 32 bits. */
const INDEX_LIMITS = [2 ** 8, 2 ** 16, 2 ** 32];

/** LowCardinality(String): each text once, then for each row which one it is. */
export const lowCardinalityCodec: ColumnCodec = {
  empty: '',
  write: (writer, rows, name) => {
    const dictionary = new Map<string, number>();
    const indexes = new Uint32Array(rows.length);
    for (let at = 0; at < rows.length; at += 1) {
      const value = rows[at]![name] as string;
      let index = dictionary.get(value);
      if (index === undefined) {
        index = dictionary.size;
        dictionary.set(value, index);
      }
      indexes[at] = index;
    }
    const width = INDEX_LIMITS.findIndex((limit) => dictionary.size <= limit);
    writer.integer64(KEYS_VERSION);
    writer.integer64(width | HAS_ADDITIONAL_KEYS | NEEDS_UPDATE);
    writer.integer64(dictionary.size);
    for (const value of dictionary.keys()) writer.text(value);
    writer.integer64(rows.length);
    if (width === 0) for (const index of indexes) writer.uint8(index);
    else if (width === 1) for (const index of indexes) writer.uint16(index);
    else for (const index of indexes) writer.uint32(index);
  },
  read: (reader, rows, name) => {
    if (reader.uint64() !== KEYS_VERSION)
      throw new TypeError(`Unknown serialization of the dictionary of ${name}.`);
    const width = reader.uint64() & 0xff;
    const dictionary = Array.from({ length: reader.uint64() }, () => reader.text());
    if (reader.uint64() !== rows.length)
      throw new TypeError(`Column ${name} has not one value for each row.`);
    for (const row of rows) {
      const index = width === 0 ? reader.uint8() : width === 1 ? reader.uint16() : reader.uint32();
      row[name] = dictionary[index];
    }
  },
};
