import { ByteReader } from './byte-reader.ts';
import { codecOf } from './codec-of.ts';
import type { Row } from './column-codec.ts';
import type { BlockColumn } from './encode-block.ts';

/**
 * The rows of a block that encodeBlock wrote.
 * @param newRow makes a row in which every column has its default
 * @throws when the bytes are not such a block
 */
export function decodeBlock<T extends object>(
  columns: readonly BlockColumn[],
  bytes: Uint8Array,
  newRow: () => T,
): T[] {
  const reader = new ByteReader(bytes);
  const count = reader.varint();
  const rows = Array.from({ length: reader.varint() }, newRow);
  for (let index = 0; index < count; index += 1) {
    const name = reader.text();
    const type = reader.text();
    const column = columns.find((candidate) => candidate.name === name);
    if (column === undefined) throw new TypeError(`There is no column ${name}.`);
    // A block may be older than this program: its own type says how it is written, such as an Enum8 with fewer words.
    const codec = column.type === type ? column.codec : codecOf(type);
    codec.read(reader, rows as unknown as Row[], name);
  }
  if (!reader.atEnd) throw new TypeError('There is more in the block than its columns.');
  return rows;
}
