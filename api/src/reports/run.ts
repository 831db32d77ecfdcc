import type { ClickHouseClient } from '@clickhouse/client';
import type { CompiledQuery } from './compile/compile.ts';
import type { QueryLimits } from './query-limits.ts';
import { queryProblem } from './query-problem.ts';

export interface RunOptions {
  limits: QueryLimits;
  /** Ends the query on the server, too. */
  signal?: AbortSignal;
}

export interface Result {
  /** See `CompiledQuery`; the first one holds the totals. */
  rows: unknown[][];
  rowsRead: number;
}

/**
 * Step 7: asks ClickHouse.
 * @throws Problem `query_too_slow` or `query_too_large` if the query costs more than the limits allow.
 */
export async function run(
  client: ClickHouseClient,
  query: CompiledQuery,
  options: RunOptions,
): Promise<Result> {
  try {
    const { clickhouse_settings, ...asked } = request(query, options);
    const result = await client.query({
      ...asked,
      format: 'JSONCompact',
      // Without it, a query that fails after its first rows breaks off the connection and nobody learns why.
      clickhouse_settings: { ...clickhouse_settings, wait_end_of_query: 1 },
    });
    const { data, statistics } = await result.json<unknown[]>();
    return { rows: data, rowsRead: statistics?.rows_read ?? 0 };
  } catch (error) {
    throw queryProblem(error, options);
  }
}

/** As `run`, but row by row, for answers of any size. Fails before the first row if the query cannot be started. */
export async function* runStreamed(
  client: ClickHouseClient,
  query: CompiledQuery,
  options: RunOptions,
): AsyncGenerator<unknown[]> {
  try {
    const result = await client.query({ ...request(query, options), format: 'JSONCompactEachRow' });
    for await (const rows of result.stream<unknown[]>()) {
      for (const row of rows) yield row.json();
    }
  } catch (error) {
    throw queryProblem(error, options);
  }
}

function request({ sql, parameters }: CompiledQuery, { limits, signal }: RunOptions) {
  return {
    query: sql,
    query_params: parameters,
    use_multipart_params_auto: true,
    ...(signal && { abort_signal: signal }),
    clickhouse_settings: {
      max_execution_time: limits.executionSecondsMax,
      max_memory_usage: String(limits.memoryBytesMax),
      max_rows_to_read: String(limits.readRowsMax),
      // All rows of one key have one bucket, and so are in one partition.
      do_not_merge_across_partitions_select_final: 1 as const,
      output_format_json_quote_64bit_integers: 0 as const,
      // Both look for savings that our statements don't have, for a third of the time of a query over rollups.
      optimize_and_compare_chain: 0 as const,
      optimize_syntax_fuse_functions: 0 as const,
    },
  };
}
