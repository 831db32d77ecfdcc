import type { ByteReader } from './byte-reader.ts';
import type { ByteWriter } from './byte-writer.ts';
import type { ColumnCodec, Row } from './column-codec.ts';

/** The only version of the serialization of keys: shared dictionaries with additional keys. */
const KEYS_VERSION = 1;
/** The block brings its own dictionary, which is not to be merged with one before. */
const HAS_ADDITIONAL_KEYS = 1 << 9;
const NEEDS_UPDATE = 1 << 10;
/** By the number that the flags carry: indexes of 8, 16 or 32 bits. */
const INDEX_TYPES = [Uint8Array, Uint16Array, Uint32Array] as const;

/** For each row the number of its text in the dictionary. */
export type WordIndexes = Uint8Array | Uint16Array | Uint32Array;

/** Indexes, all 0, as narrow as a dictionary of this size allows. */
export function indexesFor(dictionarySize: number, rows: number): WordIndexes {
  const IndexType = INDEX_TYPES[dictionarySize <= 2 ** 8 ? 0 : dictionarySize <= 2 ** 16 ? 1 : 2];
  return new IndexType(rows);
}

export function writeDictionary(
  writer: ByteWriter,
  dictionary: readonly string[],
  indexes: WordIndexes,
): void {
  const width = INDEX_TYPES.findIndex((IndexType) => indexes instanceof IndexType);
  writer.uint64(KEYS_VERSION);
  writer.uint64(width | HAS_ADDITIONAL_KEYS | NEEDS_UPDATE);
  writer.uint64(dictionary.length);
  for (const word of dictionary) writer.text(word);
  writer.uint64(indexes.length);
  writer.copy(new Uint8Array(indexes.buffer, indexes.byteOffset, indexes.byteLength));
}

/** @param name of the column, for messages */
export function readDictionary(
  reader: ByteReader,
  rows: number,
  name: string,
): { dictionary: string[]; indexes: WordIndexes } {
  if (reader.uint64() !== KEYS_VERSION)
    throw new TypeError(`Unknown serialization of the dictionary of ${name}.`);
  const IndexType = INDEX_TYPES[reader.uint64() & 0xff];
  if (IndexType === undefined) throw new TypeError(`Unknown size of the indexes of ${name}.`);
  const dictionary = Array.from({ length: reader.uint64() }, () => reader.text());
  if (reader.uint64() !== rows) throw new TypeError(`Column ${name} has not one value for each row.`);
  const bytes = reader.view8(rows * IndexType.BYTES_PER_ELEMENT);
  // A copy where the indexes do not stand where an array of them may start.
  const indexes =
    bytes.byteOffset % IndexType.BYTES_PER_ELEMENT === 0
      ? new IndexType(bytes.buffer as ArrayBuffer, bytes.byteOffset, rows)
      : new IndexType(new Uint8Array(bytes).buffer);
  return { dictionary, indexes };
}

/** LowCardinality(String): each text once, then for each row which one it is. */
export const lowCardinalityCodec: ColumnCodec = {
  empty: '',
  write: (writer, rows, name, used) => {
    const numbers = new Map<string, number>([['', 0]]);
    const wide = zeros(rows.length);
    // Many columns say the same in most rows, and comparing with the row before is cheaper than looking up.
    let last = '';
    let number = 0;
    for (let index = 0; index < used.length; index += 1) {
      const row = used[index]!;
      const value = rows[row]![name] as string;
      if (value !== last) {
        last = value;
        number = numbers.get(value) ?? numbers.size;
        if (number === numbers.size) numbers.set(value, number);
      }
      wide[row] = number;
    }
    const indexes = indexesFor(numbers.size, rows.length);
    indexes.set(wide);
    writeDictionary(writer, [...numbers.keys()], indexes);
  },
  read: (reader, rows, name) => {
    const { dictionary, indexes } = readDictionary(reader, rows.length, name);
    for (let row = 0; row < rows.length; row += 1) (rows[row] as Row)[name] = dictionary[indexes[row]!];
  },
};

let scratch = new Uint32Array(0);

/** The same memory for every column that is written. */
function zeros(count: number): Uint32Array {
  if (scratch.length < count) scratch = new Uint32Array(Math.max(count, 16_384));
  return scratch.subarray(0, count).fill(0);
}
