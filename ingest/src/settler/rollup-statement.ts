import { ROLLUP_SETS, type RollupFamily } from '../contract/rollup-sets.ts';

/** Columns that tell rows of one grouping set apart, besides family, dimension, bucket and value. */
const KEY_COLUMNS = [
  'usage_bucket',
  'resource',
  'gpu_model',
  'gpu_region',
  'price_stage',
  'price_classifier',
  'currency',
] as const;

/** What the columns that a family does not have hold, by column of `rollups`. */
const MEASURE_TYPES = {
  quantity: 'Decimal(38, 18)',
  lines: 'UInt64',
  revenue_micros: 'Decimal(38, 0)',
  events: 'UInt64',
  late_events: 'UInt64',
  attempts: 'UInt64',
  failed_attempts: 'UInt64',
  decisions: 'UInt64',
  blocks: 'UInt64',
  reviews: 'UInt64',
  automated_decisions: 'UInt64',
  shares: 'UInt64',
  views: 'UInt64',
  ad_impressions: 'UInt64',
  generations_requested: 'UInt64',
  clips_shown: 'UInt64',
  clips_kept: 'UInt64',
  clips_posted: 'UInt64',
  clips_shared: 'UInt64',
  blocked_generations: 'UInt64',
} as const;

type KeyColumn = (typeof KEY_COLUMNS)[number];
type Measure = keyof typeof MEASURE_TYPES;

/** Of which view, by which columns and with which measures each family is rolled up. */
export const ROLLUP_FAMILIES: Readonly<
  Record<RollupFamily, { view: string; keys: readonly KeyColumn[]; measures: readonly Measure[] }>
> = {
  usage: {
    view: 'usage_lines',
    keys: ['usage_bucket', 'resource', 'gpu_model', 'gpu_region', 'price_stage', 'price_classifier'],
    measures: ['quantity', 'lines'],
  },
  blocked_usage: {
    view: 'blocked_usage_lines',
    keys: ['usage_bucket', 'resource', 'gpu_model', 'gpu_region', 'price_stage', 'price_classifier'],
    measures: ['quantity', 'lines'],
  },
  revenue: { view: 'revenue_lines', keys: ['currency'], measures: ['revenue_micros'] },
  count: {
    view: 'count_lines',
    keys: [],
    measures: [
      'events',
      'late_events',
      'attempts',
      'failed_attempts',
      'decisions',
      'blocks',
      'reviews',
      'automated_decisions',
      'shares',
      'views',
      'ad_impressions',
      'generations_requested',
      'clips_shown',
      'clips_kept',
      'clips_posted',
      'clips_shared',
      'blocked_generations',
    ],
  },
};

const MEASURES = Object.keys(MEASURE_TYPES) as Measure[];

/**
 * The statement that settles buckets: a tombstone for each row that a bucket has in `rollups`, and its rows as the lines
 * give them now. Parameters: `buckets` (seconds since 1970) and `marks` (of each bucket, in the same order), which give
 * the versions.
 */
export function rollupStatement(): string {
  const families = Object.keys(ROLLUP_SETS) as RollupFamily[];
  const columns = ['family', 'dimension', 'bucket', 'value', ...KEY_COLUMNS, ...MEASURES];
  return `INSERT INTO rollups (${[...columns, 'version', 'is_deleted'].join(', ')})
${[tombstones(), ...families.map(familyRows)].join('\nUNION ALL\n')}`;
}

function tombstones(): string {
  const nothing = MEASURES.map((measure) => zero(measure));
  return `SELECT CAST(family AS String), CAST(dimension AS String), bucket, value, ${KEY_COLUMNS.join(', ')},
  ${nothing.join(', ')}, 2 * ${MARKS}, 1
FROM rollups FINAL WHERE ${CHOSEN}`;
}

function familyRows(family: RollupFamily): string {
  const { view, keys, measures } = ROLLUP_FAMILIES[family];
  const dimensions = ROLLUP_SETS[family].filter((dimension) => dimension !== '');
  const common = ['bucket', ...keys];
  const sets = ROLLUP_SETS[family].map(
    (dimension) => `(${(dimension === '' ? common : [...common, dimension]).join(', ')})`,
  );
  const has = (dimension: string) => `grouping(${dimension}) = 0`;
  const select = [
    `'${family}'`,
    `multiIf(${dimensions.map((dimension) => `${has(dimension)}, '${dimension}'`).join(', ')}, '')`,
    'bucket',
    `multiIf(${dimensions.map((dimension) => `${has(dimension)}, CAST(${dimension} AS String)`).join(', ')}, '')`,
    ...KEY_COLUMNS.map((key) => (keys.includes(key) ? key : absentKey(key))),
    ...MEASURES.map((measure) => (measures.includes(measure) ? total(measure) : zero(measure))),
    `2 * ${MARKS} + 1`,
    '0',
  ];
  return `SELECT ${select.join(',\n  ')}
FROM ${view} WHERE ${CHOSEN}
GROUP BY GROUPING SETS (${sets.join(', ')})`;
}

const CHOSEN = "bucket IN {buckets:Array(DateTime('UTC'))}";
const MARKS =
  "transform(toUnixTimestamp(bucket), CAST({buckets:Array(DateTime('UTC'))} AS Array(UInt32)), {marks:Array(UInt64)}, toUInt64(0))";

function absentKey(key: KeyColumn): string {
  return key === 'usage_bucket' ? "toDateTime(0, 'UTC')" : "''";
}

function total(measure: Measure): string {
  return measure === 'lines' ? 'count()' : `sum(${measure})`;
}

function zero(measure: Measure): string {
  return `CAST(0 AS ${MEASURE_TYPES[measure]})`;
}
