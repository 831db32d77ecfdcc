import { ClickHouseError } from '@clickhouse/client';
import { Problem } from '../common/problem.ts';
import type { RunOptions } from './run.ts';

/**
 * What a caller is told when ClickHouse refuses or fails a query. Only the limits are about the question; whatever else
 * goes wrong is ours and stays as it is.
 */
export function queryProblem(error: unknown, { limits, signal }: RunOptions): unknown {
  if (signal?.aborted)
    return new Problem({ status: 499, code: 'cancelled', title: 'Cancelled by the caller' });
  if (!(error instanceof ClickHouseError)) return error;
  const hint = 'Take a shorter range, fewer dimensions, or a filter.';
  switch (error.type) {
    case 'TIMEOUT_EXCEEDED':
    case 'TOO_SLOW':
      return new Problem({
        status: 422,
        code: 'query_too_slow',
        detail: `The query takes more than ${limits.executionSecondsMax} seconds. ${hint}`,
      });
    case 'MEMORY_LIMIT_EXCEEDED':
      return new Problem({
        status: 422,
        code: 'query_too_large',
        detail: `The query needs more than ${Math.round(limits.memoryBytesMax / 1024 ** 2)} MiB of memory. ${hint}`,
      });
    case 'TOO_MANY_ROWS':
      return new Problem({
        status: 422,
        code: 'query_too_large',
        detail: `The query reads more than ${limits.readRowsMax} rows. ${hint}`,
      });
    default:
      return error;
  }
}
