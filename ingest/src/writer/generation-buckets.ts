import type { ClickHouseClient } from '@clickhouse/client';
import { EVENT_TYPES, type EventType } from '../contract/event-types.ts';
import type { Block } from '../spool/native/block.ts';
import { ByteWriter } from '../spool/native/byte-writer.ts';
import { runWithTable } from './external-table.ts';
import { insertBytes } from './insert-bytes.ts';
import { keyAt, keyBytes, wantedKeys } from './key-bytes.ts';
import type { KnownGeneration } from './known-generation.ts';

/** A bucket in which a generation has events; `types` as in the table `generation_buckets`. */
export interface StoredBucket {
  bucket: number;
  types: number;
}

/** The bit of a decision that blocks, beside that of its type. */
export const BLOCK_BIT = 1 << 15;
const DECIDED = EVENT_TYPES.indexOf('moderation.decided') + 1;
const STORED_BYTES = 8 + 4 + 2;

/** The bits of types in `generation_buckets.types`. */
export function typeBits(...types: readonly EventType[]): number {
  return types.reduce((bits, type) => bits | (1 << EVENT_TYPES.indexOf(type)), 0);
}

/** Generation key -> where generations with this key have stored events. One of which nothing is stored is left out. */
export async function findGenerationBuckets(
  client: ClickHouseClient,
  keys: readonly number[],
): Promise<Map<number, StoredBucket[]>> {
  const found = new Map<number, StoredBucket[]>();
  if (keys.length === 0) return found;
  const answer = await runWithTable(
    client,
    `SELECT key, bucket, groupBitOr(types) FROM generation_buckets WHERE key IN (SELECT key FROM wanted)
     GROUP BY key, bucket FORMAT RowBinary`,
    wantedKeys(keys),
  );
  for (let at = 0; at < answer.length; at += STORED_BYTES) {
    const key = keyAt(answer, at);
    const stored = { bucket: answer.readUInt32LE(at + 8), types: answer.readUInt16LE(at + 12) };
    const known = found.get(key);
    if (known === undefined) found.set(key, [stored]);
    else known.push(stored);
  }
  return found;
}

/** Notes where the events of these generations are. */
export async function insertGenerationBuckets(
  client: ClickHouseClient,
  block: Block,
  groups: readonly KnownGeneration[],
  token: string,
): Promise<void> {
  if (groups.length === 0) return;
  const codes = block.typeCodes();
  const buckets = block.buckets();
  const verdicts = block.words('verdict');
  const blocks = verdicts.dictionary.indexOf('block');
  const keys: number[] = [];
  const inBuckets: number[] = [];
  const types: number[] = [];
  for (const group of groups) {
    // The events of a generation are in few buckets, so the entries of the group are looked through.
    const first = keys.length;
    for (const row of group.rows) {
      let bits = 1 << (codes[row]! - 1);
      if (codes[row] === DECIDED && verdicts.indexes[row] === blocks) bits |= BLOCK_BIT;
      const entry = inBuckets.indexOf(buckets[row]!, first);
      if (entry !== -1) types[entry]! |= bits;
      else {
        keys.push(group.key);
        inBuckets.push(buckets[row]!);
        types.push(bits);
      }
    }
  }
  const writer = new ByteWriter(256 + keys.length * STORED_BYTES);
  writer.varint(3);
  writer.varint(keys.length);
  writeColumn(writer, 'key', 'UInt64', keyBytes(keys));
  writeColumn(writer, 'bucket', "DateTime('UTC')", Buffer.from(Uint32Array.from(inBuckets).buffer));
  writeColumn(writer, 'types', 'UInt16', Buffer.from(Uint16Array.from(types).buffer));
  await insertBytes(client, 'generation_buckets', 'Native', writer.finish(), token);
}

/** Notes in which bucket each of these events is stored. */
export async function insertEventKeys(
  client: ClickHouseClient,
  block: Block,
  keys: ArrayLike<number>,
  token: string,
): Promise<void> {
  const writer = new ByteWriter(256 + block.rows * 12);
  writer.varint(2);
  writer.varint(block.rows);
  const buckets = block.buckets();
  writeColumn(writer, 'key', 'UInt64', keyBytes(keys));
  writeColumn(
    writer,
    'bucket',
    "DateTime('UTC')",
    Buffer.from(buckets.buffer, buckets.byteOffset, buckets.byteLength),
  );
  await insertBytes(client, 'event_keys', 'Native', writer.finish(), token);
}

function writeColumn(writer: ByteWriter, name: string, type: string, values: Buffer): void {
  writer.text(name);
  writer.text(type);
  writer.copy(values);
}
