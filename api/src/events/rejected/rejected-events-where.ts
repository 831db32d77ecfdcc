import type { SqlParameters } from '../../reports/sql-parameters.ts';
import type { RejectedEventsFilter, RejectedEventsQuery } from './rejected-events.schemas.ts';

/**
 * The conditions on rows of `rejected_events AS r FINAL`. Values are parameters, so nothing of a caller becomes SQL.
 * @param keptFrom milliseconds since 1970: what came in before it is over its time, whether or not it is deleted yet
 */
export function rejectedEventsWhere(
  filter: RejectedEventsFilter & { status?: RejectedEventsQuery['status'] },
  keptFrom: number,
  parameters: SqlParameters,
): string {
  const { status, code, type, source, generation_id, received_from, received_to, search } = filter;
  const equals = (column: string, value: string | undefined) =>
    value !== undefined && `r.${column} = ${parameters.add(column, 'String', value)}`;
  const instant = (name: string, milliseconds: number) =>
    `fromUnixTimestamp64Milli(${parameters.add(name, 'Int64', milliseconds)}, 'UTC')`;
  const conditions = [
    keptFrom > 0 && `r.received_at >= ${instant('kept_from', keptFrom)}`,
    status !== undefined && status !== 'all' && equals('status', status),
    code !== undefined && `has(${parameters.addArray('code', 'String', code)}, r.code)`,
    equals('type', type),
    equals('source', source),
    equals('generation_id', generation_id),
    received_from !== undefined && `r.received_at >= ${instant('received_from', Date.parse(received_from))}`,
    received_to !== undefined && `r.received_at < ${instant('received_to', Date.parse(received_to))}`,
    search !== undefined &&
      `positionCaseInsensitiveUTF8(concat(r.path, '\\n', r.message, '\\n', r.id), ${parameters.add('search', 'String', search)}) > 0`,
  ];
  return conditions.filter((condition) => condition !== false).join(' AND ') || 'true';
}
