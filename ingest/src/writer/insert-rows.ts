import type { ClickHouseClient } from '@clickhouse/client';

/**
 * What every insert of the writer needs: the segment is the batch, so the server must not batch once more; the same
 * insert after a crash is taken once; imports may touch more months than a profile allows in one insert.
 */
export function insertSettings(token: string) {
  return {
    async_insert: 0,
    insert_deduplication_token: token,
    max_partitions_per_insert_block: '0',
    // Rows of one key in one insert are an exception: merges and FINAL see to them. Looking for them costs 3 x the insert.
    optimize_on_insert: 0,
  } as const;
}

/** Inserts rows whose fields are the columns of the table; durable when it returns. */
export async function insertRows(
  client: ClickHouseClient,
  table: string,
  rows: readonly object[],
  token: string,
): Promise<void> {
  if (rows.length === 0) return;
  await client.insert({
    table,
    values: rows,
    format: 'JSONEachRow',
    clickhouse_settings: insertSettings(token),
  });
}
