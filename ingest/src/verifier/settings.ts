import type { ClickHouseSettings } from '@clickhouse/client';

/** Slowly and in little memory: nobody waits for it as they wait for a report. */
export const CHECK_SETTINGS: ClickHouseSettings = {
  max_threads: 1,
  max_memory_usage: '4000000000',
  max_bytes_before_external_group_by: '500000000',
  max_bytes_before_external_sort: '500000000',
  // A look-up table is grouped by its key as it is read.
  optimize_aggregation_in_order: 1,
  max_query_size: '10000000',
};

export const REPAIR_SETTINGS: ClickHouseSettings = {
  ...CHECK_SETTINGS,
  async_insert: 0,
  // The same row may be mended twice.
  insert_deduplicate: 0,
  max_partitions_per_insert_block: '0',
  mutations_sync: '2',
  lightweight_deletes_sync: '2',
};
