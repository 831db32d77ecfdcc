import type { ClickHouseClient } from '@clickhouse/client';
import { externalRows, parseLines, runWithTable } from './external-table.ts';
import { USAGE_EVENT_COLUMNS, type UsageEvent } from './usage-event.ts';

/**
 * The stored events of these generations that can have used something.
 * @param buckets generation id -> the buckets in which its events are
 * @returns generation id -> its events
 */
export async function findUsageEvents(
  client: ClickHouseClient,
  buckets: ReadonlyMap<string, readonly number[]>,
): Promise<Map<string, UsageEvent[]>> {
  const events = new Map<string, UsageEvent[]>();
  if (buckets.size === 0) return events;
  // Not FINAL, which would merge whole buckets for a few generations: the filter is on columns that all versions of an
  // event share, so the highest version of each can be picked after it.
  const answer = await runWithTable(
    client,
    `SELECT ${USAGE_EVENT_COLUMNS.map(readable).join(', ')} FROM events
     WHERE events.bucket IN (SELECT arrayJoin(buckets) FROM wanted)
       AND type IN ('generation.completed', 'moderation.decided', 'clip.viewed')
       AND generation_id IN (SELECT generation_id FROM wanted)
     ORDER BY version DESC LIMIT 1 BY events.bucket, type, source, id
     FORMAT JSONEachRow`,
    externalRows(
      'wanted',
      'generation_id String, buckets Array(UInt32)',
      [...buckets].map(([generation_id, buckets]) => ({ generation_id, buckets })),
    ),
    { output_format_json_quote_64bit_integers: 0, output_format_json_quote_decimals: 1 },
  );
  for (const event of parseLines<UsageEvent>(answer)) {
    const known = events.get(event.generation_id);
    if (known) known.push(event);
    else events.set(event.generation_id, [event]);
  }
  return events;
}

/** Times as the numbers that they are in an EventRow. */
function readable(column: (typeof USAGE_EVENT_COLUMNS)[number]): string {
  if (column === 'time') return 'toUnixTimestamp64Micro(events.time) AS time';
  if (column === 'bucket') return 'toUnixTimestamp(events.bucket) AS bucket';
  return column;
}
