import type { ClickHouseClient } from '@clickhouse/client';
import type { Check } from './check.ts';
import type { Piece } from './piece.ts';
import { REPAIR_SETTINGS } from './settings.ts';

/** Mends all that a check finds in a piece, then marks the buckets concerned, so that their totals follow. */
export async function repairDifferences(client: ClickHouseClient, check: Check, piece: Piece): Promise<void> {
  const touched = check.touched === undefined ? [] : await bucketsIn(client, check.touched(piece));
  for (const query of check.repairs(piece))
    await client.command({ query, clickhouse_settings: REPAIR_SETTINGS });
  if (touched.length > 0) await mark(client, touched);
}

async function bucketsIn(client: ClickHouseClient, select: string): Promise<number[]> {
  const result = await client.query({
    query: `SELECT DISTINCT toUnixTimestamp(bucket) AS bucket FROM (${select})`,
    format: 'JSONEachRow',
    clickhouse_settings: REPAIR_SETTINGS,
  });
  return (await result.json<{ bucket: number }>()).map(({ bucket }) => bucket);
}

/**
 * A settled row has the marks of its bucket in its version: enough marks that the bucket is dirty, and that its next rows
 * stand above all others.
 */
async function mark(client: ClickHouseClient, buckets: readonly number[]): Promise<void> {
  const chosen = `bucket IN (${buckets.join(', ')})`;
  await client.command({
    query: `INSERT INTO buckets (bucket, marks, settled)
SELECT bucket, greatest(1, toInt64(greatest(intDiv(max(version), 2), max(settled)) + 1) - toInt64(sum(marks))), 0
FROM (
  SELECT toDateTime(arrayJoin([${buckets.join(', ')}]), 'UTC') AS bucket, 0 AS marks, 0 AS settled, 0 AS version
  UNION ALL SELECT bucket, marks, settled, 0 FROM buckets WHERE ${chosen}
  UNION ALL SELECT bucket, 0, 0, version FROM rollups WHERE ${chosen}
)
GROUP BY bucket`,
    clickhouse_settings: REPAIR_SETTINGS,
  });
}
