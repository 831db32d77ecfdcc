import {
  ROLLUP_FAMILIES,
  ROLLUP_KEYS,
  ROLLUP_MEASURES,
  type RollupKey,
  type RollupMeasure,
} from '../contract/rollup-families.ts';
import { ROLLUP_SETS, type RollupFamily } from '../contract/rollup-sets.ts';
import { eventGroups, GENERATION_DIMENSIONS } from './event-groups.ts';

const MEASURES = Object.keys(ROLLUP_MEASURES) as RollupMeasure[];
const CHOSEN = "bucket IN {buckets:Array(DateTime('UTC'))}";
const MARKS =
  "transform(toUnixTimestamp(bucket), CAST({buckets:Array(DateTime('UTC'))} AS Array(UInt32)), {marks:Array(UInt64)}, toUInt64(0))";

/**
 * The statement that settles buckets: a tombstone for each row that a bucket has in `rollups`, and its rows as the events
 * give them now. Parameters: `buckets` (seconds since 1970) and `marks` (of each bucket, in the same order), which give
 * the versions. What the lines would give if they were grouped, without a line for every event.
 */
export function rollupStatement(): string {
  const columns = ['family', 'dimension', 'bucket', 'value', ...ROLLUP_KEYS, ...MEASURES];
  return `INSERT INTO rollups (${[...columns, 'version', 'is_deleted'].join(', ')})
WITH event_groups AS MATERIALIZED (${eventGroups(CHOSEN)})
${[tombstones(), countRows(), usageRows(), revenueRows(), blockedUsageRows()].join('\nUNION ALL\n')}`;
}

type RowValues = Partial<Record<RollupKey | RollupMeasure, string>>;

/** A SELECT list with a value for every column of `rollups`. */
function row(family: RollupFamily, dimension: string, value: string, given: RowValues): string {
  const values = [
    `'${family}'`,
    `CAST(${dimension} AS String)`,
    'bucket',
    `CAST(${value} AS String)`,
    ...ROLLUP_KEYS.map((key) => given[key] ?? (key === 'usage_bucket' ? "toDateTime(0, 'UTC')" : "''")),
    ...MEASURES.map((measure) => `CAST(${given[measure] ?? '0'} AS ${ROLLUP_MEASURES[measure]})`),
    `2 * ${MARKS} + 1`,
    '0',
  ];
  return `SELECT ${values.join(',\n  ')}`;
}

function tombstones(): string {
  const nothing = MEASURES.map((measure) => `CAST(0 AS ${ROLLUP_MEASURES[measure]})`);
  return `SELECT CAST(family AS String), CAST(dimension AS String), bucket, value, ${ROLLUP_KEYS.join(', ')},
  ${nothing.join(', ')}, 2 * ${MARKS}, 1
FROM rollups FINAL WHERE ${CHOSEN}`;
}

/**
 * Of the total, a row for each dimension of the event. An outcome is not of an event's stage or GPU: there it counts
 * under the unknown ones, and its event under its own.
 */
function countRows(): string {
  const own = eventDimensions('count');
  const parts = `if(dimension != '', [(dimension, value, 1, 1)],
  arrayConcat([('', '', 1, 1), ${own.map((name) => `('${name}', ${name}, 1, 0)`).join(', ')}],
              if(outcomes = 0, [], [${own.map((name) => `('${name}', '', 0, 1)`).join(', ')}])))`;
  const events = (condition: string) => `sum(part.3 * events * (${condition}))`;
  const times = (type: string) => `sum(part.3 * times * (type = '${type}'))`;
  const outcome = (flag: number) => `sum(part.4 * events * (bitAnd(outcomes, ${flag}) != 0))`;
  const decided = "type = 'moderation.decided'";
  return `${row('count', 'part.1', 'part.2', {
    events: events('1'),
    late_events: events('is_late'),
    attempts: events("type = 'generation.completed'"),
    failed_attempts: events("type = 'generation.completed' AND status != 'succeeded'"),
    decisions: events(decided),
    blocks: events(`${decided} AND verdict = 'block'`),
    reviews: events(`${decided} AND verdict = 'review'`),
    automated_decisions: events(`${decided} AND decided_by = 'automated'`),
    shares: events("type = 'clip.shared'"),
    views: times('clip.viewed'),
    ad_impressions: times('ad.impression'),
    generations_requested: outcome(1),
    clips_shown: outcome(2),
    clips_kept: outcome(4),
    clips_posted: outcome(8),
    clips_shared: outcome(16),
    blocked_generations: outcome(32),
  })}
FROM event_groups
ARRAY JOIN CAST(${parts} AS Array(Tuple(LowCardinality(String), LowCardinality(String), UInt8, UInt8))) AS part
GROUP BY bucket, part.1, part.2`;
}

/** An attempt uses GPUs and storage, a decision an automated check or a person's time, a view delivery. */
function usageRows(): string {
  const own = eventDimensions('usage');
  const parts = `if(dimension != '', [(dimension, value)], [('', ''), ${own.map((name) => `('${name}', ${name})`).join(', ')}])`;
  const keys = ['resource', 'gpu_model', 'gpu_region', 'price_stage', 'price_classifier'];
  return `${row('usage', 'part.1', 'part.2', {
    ...Object.fromEntries(keys.map((key) => [key, `used.${key}`])),
    usage_bucket: 'bucket',
    quantity: 'sum(used.quantity)',
    lines: 'sum(used.lines)',
  })}
FROM (
  SELECT bucket, dimension, value, ${own.join(', ')}, resource,
    if(type = 'generation.completed', gpu_model, '') AS gpu_model,
    if(type = 'generation.completed', gpu_region, '') AS gpu_region,
    if(type = 'moderation.decided', stage, '') AS price_stage,
    if(resource = 'moderation_check', classifier, '') AS price_classifier,
    multiIf(resource IN ('gpu', 'human_review'), seconds, resource = 'moderation_check', toDecimal128(events, 18),
            toDecimal128(amount, 18)) AS quantity,
    multiIf(resource IN ('gpu', 'human_review'), all_seconds,
            resource = 'moderation_check', if(decided_by = 'automated', events, 0), amounts) AS lines
  FROM event_groups
  ARRAY JOIN CAST(multiIf(type = 'generation.completed', ['gpu', 'storage'],
                          type = 'moderation.decided', ['moderation_check', 'human_review'],
                          type = 'clip.viewed', ['delivery'], []) AS Array(LowCardinality(String))) AS resource
  WHERE lines > 0
) AS used
ARRAY JOIN CAST(${parts} AS Array(Tuple(LowCardinality(String), LowCardinality(String)))) AS part
GROUP BY bucket, part.1, part.2, ${keys.map((key) => `used.${key}`).join(', ')}`;
}

function revenueRows(): string {
  return `${row('revenue', 'dimension', 'value', { currency: 'currency', revenue_micros: 'sum(amount)' })}
FROM event_groups WHERE type IN ('ad.impression', 'ad.revenue_adjusted')
GROUP BY bucket, dimension, value, currency`;
}

/** Blocked usage is booked to the block and not to its event, so it has lines of its own, which are few. */
function blockedUsageRows(): string {
  const { view, keys } = ROLLUP_FAMILIES.blocked_usage;
  const dimensions = ROLLUP_SETS.blocked_usage.filter((name) => name !== '');
  const oneOf = (pick: (name: string) => string) =>
    `multiIf(${dimensions.map((name) => `grouping(${name}) = 0, ${pick(name)}`).join(', ')}, '')`;
  const sets = ROLLUP_SETS.blocked_usage.map(
    (name) => `(${['bucket', ...keys, name].filter(Boolean).join(', ')})`,
  );
  return `${row(
    'blocked_usage',
    oneOf((name) => `'${name}'`),
    oneOf((name) => `CAST(${name} AS String)`),
    { ...Object.fromEntries(keys.map((key) => [key, key])), quantity: 'sum(quantity)', lines: 'count()' },
  )}
FROM ${view} WHERE ${CHOSEN}
GROUP BY GROUPING SETS (${sets.join(', ')})`;
}

/** The sets of a family by what one event says, not its generation. */
function eventDimensions(family: RollupFamily): string[] {
  const others: readonly string[] = ['', ...GENERATION_DIMENSIONS];
  return ROLLUP_SETS[family].filter((name) => !others.includes(name));
}
