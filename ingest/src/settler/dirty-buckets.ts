import type { ClickHouseClient } from '@clickhouse/client';

/** A bucket that was touched since it was settled. */
export interface DirtyBucket {
  /** Seconds since 1970. */
  bucket: number;
  /** How often it was touched: what has to be booked once it is settled, and what its versions are made of. */
  marks: number;
  /** How many events it has, to bound the work of one statement. */
  events: number;
}

/**
 * The buckets that wait to be settled, newest first: the present is what people look at while an import of old history is
 * settled.
 * @param since seconds since 1970: only those from then on
 */
export async function findDirtyBuckets(client: ClickHouseClient, since = 0): Promise<DirtyBucket[]> {
  const result = await client.query({
    query: `
      WITH dirty AS (
        SELECT bucket, sum(marks) AS touched FROM buckets WHERE bucket >= {since:UInt32}
        GROUP BY bucket HAVING touched > max(settled)
      )
      SELECT toUnixTimestamp(dirty.bucket) AS bucket, touched AS marks, count AS events
      FROM dirty LEFT JOIN (
        SELECT bucket, count() AS count FROM events WHERE bucket IN (SELECT bucket FROM dirty) GROUP BY bucket
      ) AS stored ON stored.bucket = dirty.bucket
      ORDER BY dirty.bucket DESC`,
    query_params: { since: Math.max(0, Math.floor(since)) },
    format: 'JSONEachRow',
    clickhouse_settings: { output_format_json_quote_64bit_integers: 0 },
  });
  return result.json<DirtyBucket>();
}
