import { Problem } from '../common/problem.ts';
import type { Filter } from '../reports/filter.ts';
import type { Range } from '../reports/normalized-query.ts';
import type { SqlParameters } from '../reports/sql-parameters.ts';

/** The dimensions that an event has: columns of `events` under the same names. All but `resource`, which is of a usage. */
const DIMENSIONS = [
  ...[
    'country',
    'platform',
    'app_version',
    'surface',
    'variant',
    'model',
    'gpu_model',
    'gpu_region',
    'status',
  ],
  ...[
    'error_code',
    'stage',
    'verdict',
    'policy',
    'classifier',
    'classifier_version',
    'decided_by',
    'channel',
  ],
  ...['placement', 'ad_network', 'viewer_country', 'user_key', 'photo_hash', 'prompt_hash', 'generation_id'],
];

/** The quarters of an hour in which a generation has events: they are found without a look at any other event. */
export function bucketsOfGeneration(generationId: string, parameters: SqlParameters): string {
  const id = parameters.add('generation_id', 'String', generationId);
  return `bucket IN (SELECT bucket FROM generation_buckets WHERE key = bitShiftRight(xxHash64(${id}), 24))
    AND generation_id = ${id}`;
}

/** From the start to before the end, to the microsecond. */
export function rangeCondition({ start, end }: Range, parameters: SqlParameters): string {
  const instant = (name: string, { epochMilliseconds }: Range['start']) =>
    `fromUnixTimestamp64Milli(${parameters.add(name, 'Int64', epochMilliseconds)}, 'UTC')`;
  const from = instant('start', start);
  const to = instant('end', end);
  return `bucket > ${from} - INTERVAL 15 MINUTE AND bucket < ${to} AND time >= ${from} AND time < ${to}`;
}

/**
 * The conditions of filters on rows of `events`. Names are from the list above and values are parameters, so nothing of a
 * caller becomes SQL.
 * @throws Problem 400 that names a dimension that events do not have, and those that they have.
 */
export function filterConditions(filters: readonly Filter[], parameters: SqlParameters): string[] {
  return filters.map(({ dimension, operator, values }, index) => {
    if (!DIMENSIONS.includes(dimension)) throw unknownDimension(dimension, index);
    const list = parameters.addArray(`filter_${index}`, 'String', values);
    return `${operator === 'in' ? '' : 'NOT '}has(${list}, CAST(${dimension} AS String))`;
  });
}

function unknownDimension(dimension: string, index: number): Problem {
  return new Problem({
    status: 400,
    code: 'incompatible_dimension',
    detail: `Events cannot be filtered by ${JSON.stringify(dimension)}. They can by: ${DIMENSIONS.join(', ')}.`,
    errors: [
      {
        path: `filters[${index}].dimension`,
        code: 'incompatible_dimension',
        message: 'events do not have it',
      },
    ],
    extra: { dimensions: DIMENSIONS },
  });
}
