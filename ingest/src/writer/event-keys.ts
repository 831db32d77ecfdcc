import type { ClickHouseClient } from '@clickhouse/client';
import { parseLines, runWithTable } from './external-table.ts';
import { insertBytes } from './insert-bytes.ts';
import type { KeyedEvent } from './sort-events.ts';

const KEY_BYTES = 16;
const CONTENT_BYTES = 8;
const ROW_BYTES = KEY_BYTES + 4 + CONTENT_BYTES;

/**
 * Which of these events are stored already.
 * @param keys event keys: 32 hex digits, most significant first
 * @returns event key -> content hash of what is stored
 */
export async function findEventKeys(
  client: ClickHouseClient,
  keys: readonly string[],
): Promise<Map<string, string>> {
  if (keys.length === 0) return new Map();
  const data = Buffer.from(keys.toReversed().join(''), 'hex').reverse(); // little-endian, as ClickHouse keeps integers
  const answer = await runWithTable(
    client,
    `SELECT lower(leftPad(hex(key), 32, '0')), lower(leftPad(hex(content), 16, '0'))
     FROM event_keys WHERE key IN wanted FORMAT JSONCompactEachRow`,
    { name: 'wanted', structure: 'key UInt128', format: 'RowBinary', data },
  );
  return new Map(parseLines<[string, string]>(answer));
}

/** Notes that these events are stored. */
export async function insertEventKeys(
  client: ClickHouseClient,
  events: readonly KeyedEvent[],
  token: string,
): Promise<void> {
  const rows = Buffer.alloc(events.length * ROW_BYTES);
  for (const [index, { event, key, content }] of events.entries()) {
    const at = index * ROW_BYTES;
    rows.write(key, at, 'hex');
    rows.subarray(at, at + KEY_BYTES).reverse();
    rows.writeUInt32LE(event.bucket, at + KEY_BYTES);
    rows.write(content, at + KEY_BYTES + 4, 'hex');
    rows.subarray(at + KEY_BYTES + 4, at + ROW_BYTES).reverse();
  }
  await insertBytes(client, 'event_keys (key, bucket, content)', 'RowBinary', rows, token);
}
