import type { ClickHouseClient } from '@clickhouse/client';
import type { DirtyBucket } from './dirty-buckets.ts';
import { rollupStatement } from './rollup-statement.ts';

const STATEMENT = rollupStatement();

/**
 * Recomputes the rollups of these buckets from their lines and publishes them. Then, and only then, books the marks that
 * were read before: whatever touched a bucket meanwhile has left more marks, so that the bucket is settled again.
 */
export async function settleBuckets(
  client: ClickHouseClient,
  buckets: readonly DirtyBucket[],
): Promise<void> {
  await client.command({
    query: STATEMENT,
    query_params: {
      buckets: buckets.map(({ bucket }) => bucket),
      marks: buckets.map(({ marks }) => marks),
    },
    clickhouse_settings: {
      async_insert: 0,
      // One block, so that a bucket appears at once with all that belongs to it: ClickHouse publishes block by block.
      max_insert_threads: '1',
      min_insert_block_size_rows: '1000000000',
      min_insert_block_size_bytes: '0',
      max_partitions_per_insert_block: '0',
      max_memory_usage: '4000000000',
      max_bytes_before_external_group_by: '1000000000',
    },
  });
  await client.insert({
    table: 'buckets',
    values: buckets.map(({ bucket, marks }) => ({ bucket, marks: 0, settled: marks })),
    format: 'JSONEachRow',
    clickhouse_settings: { async_insert: 0 },
  });
}
