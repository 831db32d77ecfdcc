/** Dimensions that hold for a whole generation: every family has a set of each. */
export const GENERATION_DIMENSIONS = ['country', 'platform', 'model', 'variant'] as const;

/** Words of an event that a rollup splits by, or that decide in which measure or at which price the event counts. */
const WORDS = [
  'status',
  'gpu_model',
  'gpu_region',
  'stage',
  'policy',
  'verdict',
  'classifier',
  'decided_by',
  'currency',
] as const;

/**
 * The events of the chosen buckets, summed: what all families of rollups of events are made of, so that events are read
 * (and made unique) once. A bucket of many events has few rows here.
 *
 * 1. A row stands for `events` events of one bucket with the same type, words, outcomes and lateness; five times: of all
 *    (dimension = ''), and by each dimension of the generation (with its value in `value`).
 * 2. `amount` sums bytes or millionths of revenue, `seconds` seconds of GPUs or reviews, `times` views or impressions, as
 *    the type has it; no type has two of one. `amounts` and `all_seconds` say how many events had more than none.
 * 3. The words are one text while events are grouped, because a key of ten columns costs as much as all the rest. No
 *    word holds the NUL that parts them.
 * @param chosen condition on events, in SQL
 */
export function eventGroups(chosen: string): string {
  const own = (name: string) => `grouping(${name}) = 0`;
  const oneOf = (pick: (name: string) => string) =>
    `multiIf(${GENERATION_DIMENSIONS.map((name) => `${own(name)}, ${pick(name)}`).join(', ')}, '')`;
  const sets = ['', ...GENERATION_DIMENSIONS].map(
    (name) => `(bucket, type, outcomes, is_late, words${name && `, ${name}`})`,
  );
  return `SELECT bucket, type, outcomes, is_late,
  toLowCardinality(${oneOf((name) => `'${name}'`)}) AS dimension,
  toLowCardinality(${oneOf((name) => `CAST(${name} AS String)`)}) AS value,
  splitByChar('\\0', words) AS word,
  ${WORDS.map((name, index) => `toLowCardinality(word[${index + 1}]) AS ${name}`).join(', ')},
  count() AS events, sum(amount) AS amount, countIf(events_in.amount > 0) AS amounts, sum(seconds) AS seconds,
  countIf(events_in.seconds > 0) AS all_seconds, sum(times) AS times
FROM (
  SELECT bucket, type, outcomes, ${GENERATION_DIMENSIONS.join(', ')},
    NOT imported AND received_at > time + INTERVAL 1 HOUR AS is_late,
    concat(${WORDS.join(`, '\\0', `)}) AS words,
    multiIf(type = 'generation.completed', toDecimal128(ifNull(output_bytes, 0), 0),
            type = 'clip.viewed', toDecimal128(ifNull(delivered_bytes, 0), 0),
            type IN ('ad.impression', 'ad.revenue_adjusted'), toDecimal128(ifNull(revenue_micros, 0), 0),
            toDecimal128(0, 0)) AS amount,
    multiIf(type = 'generation.completed' AND gpu_seconds > 0, assumeNotNull(gpu_seconds),
            type = 'moderation.decided' AND review_seconds > 0, assumeNotNull(review_seconds),
            toDecimal128(0, 18)) AS seconds,
    multiIf(type = 'clip.viewed', ifNull(views, 0), type = 'ad.impression', ifNull(impressions, 0), 0) AS times
  FROM events FINAL WHERE ${chosen}
) AS events_in
GROUP BY GROUPING SETS (${sets.join(', ')})`;
}
