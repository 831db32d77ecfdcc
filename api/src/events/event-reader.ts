import type { ClickHouseClient } from '@clickhouse/client';
import { Inject, Injectable } from '@nestjs/common';
import { defaultQueryLimits as limits } from '../reports/query-limits.ts';
import { queryProblem } from '../reports/query-problem.ts';
import type { SqlParameters } from '../reports/sql-parameters.ts';
import { CLICKHOUSE_READER } from '../stores/tokens.ts';

/** Asks ClickHouse about single events, within the same limits as every report. */
@Injectable()
export class EventReader {
  constructor(@Inject(CLICKHOUSE_READER) private readonly clickhouse: ClickHouseClient) {}

  /** @throws Problem if the question costs more than the limits allow. */
  async ask<Row>(sql: string, parameters: SqlParameters, signal: AbortSignal): Promise<Row[]> {
    try {
      const result = await this.clickhouse.query({
        query: sql,
        query_params: parameters.values,
        use_multipart_params_auto: true,
        abort_signal: signal,
        format: 'JSONEachRow',
        clickhouse_settings: {
          max_execution_time: limits.executionSecondsMax,
          max_memory_usage: String(limits.memoryBytesMax),
          do_not_merge_across_partitions_select_final: 1,
          // The contract takes no integer that JavaScript could not hold, so numbers may come as numbers.
          output_format_json_quote_64bit_integers: 0,
        },
      });
      return await result.json<Row>();
    } catch (error) {
      throw queryProblem(error, { limits, signal });
    }
  }
}
