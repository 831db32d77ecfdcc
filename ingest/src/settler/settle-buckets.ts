import type { ClickHouseClient } from '@clickhouse/client';
import { faultPoint } from '../fault-point.ts';
import type { DirtyBucket } from './dirty-buckets.ts';
import { rollupStatement } from './rollup-statement.ts';

const STATEMENT = rollupStatement();

/**
 * Recomputes the rollups of these buckets from their events and publishes them. Then, and only then, books the marks that
 * were read before: whatever touched a bucket meanwhile has left more marks, so that the bucket is settled again. A crash
 * between the two leaves the buckets dirty, and settling them again gives the same rows.
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
      // One thread costs less than two together, and leaves the others to whoever waits for an answer.
      max_threads: 1,
      // One block, so that a bucket appears at once with all that belongs to it: ClickHouse publishes block by block.
      max_insert_threads: '1',
      min_insert_block_size_rows: '1000000000',
      min_insert_block_size_bytes: '0',
      max_partitions_per_insert_block: '0',
      // To drop the tombstones of rows that come again costs more here than in the merges, which come anyway.
      optimize_on_insert: 0,
      // The client does not know the setting yet: a part of the statement that is used three times is computed once.
      ...({ enable_materialized_cte: 1 } as object),
      max_memory_usage: '4000000000',
      max_bytes_before_external_group_by: '1000000000',
    },
  });
  faultPoint('rollups-stored');
  await client.insert({
    table: 'buckets',
    values: buckets.map(({ bucket, marks }) => ({ bucket, marks: 0, settled: marks })),
    format: 'JSONEachRow',
    clickhouse_settings: { async_insert: 0 },
  });
  faultPoint('buckets-settled');
}
