import type { ExternalTable } from './external-table.ts';

/** Keys of 40 bits as ClickHouse keeps a UInt64: 8 bytes each, little-endian. */
export function keyBytes(keys: ArrayLike<number>): Buffer {
  const halves = new Uint32Array(keys.length * 2);
  for (let index = 0; index < keys.length; index += 1) {
    halves[index * 2] = keys[index]! >>> 0;
    halves[index * 2 + 1] = (keys[index]! / 2 ** 32) >>> 0;
  }
  return Buffer.from(halves.buffer);
}

/** The key of 8 such bytes. */
export function keyAt(bytes: Buffer, at: number): number {
  return bytes.readUInt32LE(at) + bytes.readUInt32LE(at + 4) * 2 ** 32;
}

/** The keys as the external table `wanted`. */
export function wantedKeys(keys: ArrayLike<number>): ExternalTable {
  return { name: 'wanted', structure: 'key UInt64', format: 'RowBinary', data: keyBytes(keys) };
}
