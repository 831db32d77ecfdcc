import type { ColumnCodec, Row } from './column-codec.ts';

/** The only version of the serialization of keys: shared dictionaries with additional keys. */
const KEYS_VERSION = 1;
/** The block brings its own dictionary, which is not to be merged with one before. */
const HAS_ADDITIONAL_KEYS = 1 << 9;
const NEEDS_UPDATE = 1 << 10;
/** By the number that the flags carry: indexes of 8, 16 or 32 bits. */
const INDEX_TYPES = [Uint8Array, Uint16Array, Uint32Array] as const;

/** LowCardinality(String): each text once, then for each row which one it is. */
export const lowCardinalityCodec: ColumnCodec = {
  empty: '',
  write: (writer, rows, name) => {
    const dictionary = new Map<string, number>([['', 0]]);
    const indexes = new Uint32Array(rows.length);
    for (let at = 0; at < rows.length; at += 1) {
      const value = (rows[at] as Row)[name] as string;
      // Most columns are empty in most rows: an array that starts with zeros needs nothing for them.
      if (value === '') continue;
      let index = dictionary.get(value);
      if (index === undefined) {
        index = dictionary.size;
        dictionary.set(value, index);
      }
      indexes[at] = index;
    }
    const width = dictionary.size <= 2 ** 8 ? 0 : dictionary.size <= 2 ** 16 ? 1 : 2;
    writer.uint64(KEYS_VERSION);
    writer.uint64(width | HAS_ADDITIONAL_KEYS | NEEDS_UPDATE);
    writer.uint64(dictionary.size);
    for (const value of dictionary.keys()) writer.text(value);
    writer.uint64(rows.length);
    const narrow = new INDEX_TYPES[width](indexes);
    const at = writer.reserve(narrow.byteLength);
    writer.bytes.set(new Uint8Array(narrow.buffer), at);
  },
  read: (reader, rows, name) => {
    if (reader.uint64() !== KEYS_VERSION)
      throw new TypeError(`Unknown serialization of the dictionary of ${name}.`);
    const IndexType = INDEX_TYPES[reader.uint64() & 0xff];
    if (IndexType === undefined) throw new TypeError(`Unknown size of the indexes of ${name}.`);
    const dictionary = Array.from({ length: reader.uint64() }, () => reader.text());
    if (reader.uint64() !== rows.length)
      throw new TypeError(`Column ${name} has not one value for each row.`);
    const at = reader.take(rows.length * IndexType.BYTES_PER_ELEMENT);
    // A copy, because the indexes need not stand where an array of them may start.
    const indexes = new IndexType(
      new Uint8Array(reader.bytes.subarray(at, at + rows.length * IndexType.BYTES_PER_ELEMENT)).buffer,
    );
    for (let row = 0; row < rows.length; row += 1) (rows[row] as Row)[name] = dictionary[indexes[row]!];
  },
};
