import type { ClickHouseClient } from '@clickhouse/client';
import { EVENT_COLUMNS } from '../contract/columns.ts';
import { contentHash } from '../contract/content-hash.ts';
import type { EventRow } from '../contract/event-row.ts';
import type { Block } from '../spool/native/block.ts';
import { externalRows, parseLines, runWithTable } from './external-table.ts';
import { keyAt, wantedKeys } from './key-bytes.ts';

const HIT_BYTES = 8 + 4;

/**
 * What is stored under the identities of these rows.
 * @param keys of all rows of the block
 * @param rows those that may be stored
 * @returns row -> content hash of the stored event
 */
export async function findStoredEvents(
  client: ClickHouseClient,
  block: Block,
  keys: Float64Array,
  rows: readonly number[],
): Promise<Map<number, number>> {
  const found = new Map<number, number>();
  if (rows.length === 0) return found;
  const buckets = await findBuckets(
    client,
    rows.map((row) => keys[row]!),
  );
  if (buckets.size === 0) return found;
  const hits = rows.filter((row) => buckets.has(keys[row]!));
  const wanted = hits.flatMap((row) => {
    const source = block.text('source', row);
    const id = block.text('id', row);
    return buckets.get(keys[row]!)!.map((bucket) => ({ bucket, source, id }));
  });
  // Not FINAL: all versions of an event say the same in its own columns.
  const answer = await runWithTable(
    client,
    `SELECT ${Object.keys(EVENT_COLUMNS).map(readable).join(', ')} FROM events
     WHERE events.bucket IN (SELECT bucket FROM wanted) AND (source, id) IN (SELECT source, id FROM wanted)
     LIMIT 1 BY source, id FORMAT JSONEachRow`,
    externalRows('wanted', "bucket DateTime('UTC'), source String, id String", wanted),
    { output_format_json_quote_64bit_integers: 0, output_format_json_quote_decimals: 1 },
  );
  const stored = new Map(
    parseLines<EventRow>(answer).map((event) => [`${event.source}\0${event.id}`, contentHash(event)]),
  );
  for (const row of hits) {
    const content = stored.get(`${block.text('source', row)}\0${block.text('id', row)}`);
    if (content !== undefined) found.set(row, content);
  }
  return found;
}

/** Key -> the buckets of the events that have it. */
async function findBuckets(
  client: ClickHouseClient,
  keys: readonly number[],
): Promise<Map<number, number[]>> {
  const answer = await runWithTable(
    client,
    'SELECT key, bucket FROM event_keys WHERE key IN (SELECT key FROM wanted) FORMAT RowBinary',
    wantedKeys(keys),
  );
  const buckets = new Map<number, number[]>();
  for (let at = 0; at < answer.length; at += HIT_BYTES) {
    const key = keyAt(answer, at);
    const bucket = answer.readUInt32LE(at + 8);
    const known = buckets.get(key);
    if (known === undefined) buckets.set(key, [bucket]);
    else if (!known.includes(bucket)) known.push(bucket);
  }
  return buckets;
}

/** Times as the numbers that they are in an EventRow. */
function readable(column: string): string {
  if (column === 'time') return 'toUnixTimestamp64Micro(events.time) AS time';
  if (column === 'bucket' || column === 'received_at')
    return `toUnixTimestamp(events.${column}) AS ${column}`;
  return column;
}
