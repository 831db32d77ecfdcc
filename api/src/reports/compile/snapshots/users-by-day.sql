-- Reads events: distinct_users_not_rolled_up
WITH
  branches AS (
    SELECT
      roundDown(toUnixTimestamp(time), {grid:Array(UInt32)}) AS grain_start,
      1 AS present,
      uniqExactState(user_key) AS sum_active_users,
      toUInt64(0) AS sum_events,
      toUInt64(0) AS sum_late_events,
      toDecimal256(0, 46) AS sum_all_usage,
      toUInt64(0) AS sum_all_usage_lines,
      toUInt64(0) AS sum_all_usage_priced_lines
    FROM events FINAL
    WHERE time >= {start:DateTime64(6, 'UTC')}
      AND time < {end:DateTime64(6, 'UTC')}
      AND bucket >= {start_bucket:DateTime('UTC')}
      AND bucket < {end_bucket:DateTime('UTC')}
      AND type = 'generation.requested'
      AND bitAnd(outcomes, 1) = 1
    GROUP BY grain_start
    UNION ALL
    SELECT
      toUInt32(1790812800),
      0 AS present,
      arrayReduce('uniqExactState', emptyArrayString()) AS sum_active_users,
      sum(events) AS sum_events,
      sum(late_events) AS sum_late_events,
      toDecimal256(0, 46) AS sum_all_usage,
      toUInt64(0) AS sum_all_usage_lines,
      toUInt64(0) AS sum_all_usage_priced_lines
    FROM rollups FINAL
    WHERE family = 'count'
      AND dimension = ''
      AND bucket >= {start_bucket:DateTime('UTC')}
      AND bucket < {end_bucket:DateTime('UTC')}
      AND events + late_events > 0
    UNION ALL
    SELECT
      toUInt32(1790812800),
      0 AS present,
      arrayReduce('uniqExactState', emptyArrayString()) AS sum_active_users,
      toUInt64(0) AS sum_events,
      toUInt64(0) AS sum_late_events,
      sumIf(ifNull(money, 0), priced.resource IN ('gpu', 'moderation_check', 'human_review', 'delivery', 'storage')) AS sum_all_usage,
      sumIf(lines, priced.resource IN ('gpu', 'moderation_check', 'human_review', 'delivery', 'storage')) AS sum_all_usage_lines,
      sumIf(lines, priced.resource IN ('gpu', 'moderation_check', 'human_review', 'delivery', 'storage') AND money IS NOT NULL) AS sum_all_usage_priced_lines
    FROM (
      SELECT
        *,
        toDecimal256(quantity, 18) * {usage_price_factors:Array(Array(Nullable(Decimal(76, 28))))}[indexOf({usage_price_periods:Array(UInt32)}, price_period)][arrayFirstIndex(
          (r, m, g, s, c, f) -> r = resource AND f <= price_period
            AND (m = '' OR m = gpu_model) AND (g = '' OR g = gpu_region)
            AND (s = '' OR s = price_stage) AND (c = '' OR c = price_classifier),
          {rate_resource:Array(String)}, {rate_gpu_model:Array(String)}, {rate_gpu_region:Array(String)}, {rate_stage:Array(String)}, {rate_classifier:Array(String)}, {rate_valid_from:Array(UInt32)})] AS money
      FROM (
        SELECT
          resource,
          gpu_model,
          gpu_region,
          price_stage,
          price_classifier,
          roundDown(toUnixTimestamp(usage_bucket), {usage_price_periods:Array(UInt32)}) AS price_period,
          sum(quantity) AS quantity,
          sum(lines) AS lines
        FROM rollups FINAL
        WHERE family = 'usage'
          AND dimension = ''
          AND bucket >= {start_bucket:DateTime('UTC')}
          AND bucket < {end_bucket:DateTime('UTC')}
          AND resource IN ('gpu', 'moderation_check', 'human_review', 'delivery', 'storage')
        GROUP BY resource, gpu_model, gpu_region, price_stage, price_classifier, price_period
      )
    ) AS priced
    UNION ALL
    SELECT
      arrayJoin({grain_starts:Array(UInt32)}) AS grain_start,
      1 AS present,
      arrayReduce('uniqExactState', emptyArrayString()) AS sum_active_users,
      toUInt64(0) AS sum_events,
      toUInt64(0) AS sum_late_events,
      toDecimal256(0, 46) AS sum_all_usage,
      toUInt64(0) AS sum_all_usage_lines,
      toUInt64(0) AS sum_all_usage_priced_lines
  ),
  sums AS (
    SELECT
      grouping(grain_start) AS is_total,
      grain_start,
      sum(branches.present) AS present,
      uniqExactMerge(branches.sum_active_users) AS sum_active_users,
      sum(branches.sum_events) AS sum_events,
      sum(branches.sum_late_events) AS sum_late_events,
      sum(branches.sum_all_usage) AS sum_all_usage,
      sum(branches.sum_all_usage_lines) AS sum_all_usage_lines,
      sum(branches.sum_all_usage_priced_lines) AS sum_all_usage_priced_lines
    FROM branches
    GROUP BY GROUPING SETS ((grain_start), ())
  ),
  figures AS (
    SELECT
      is_total,
      grain_start,
      sum_active_users AS active_users,
      sum_events,
      sum_late_events,
      sum_all_usage_lines,
      sum_all_usage_priced_lines
    FROM sums
    WHERE is_total = 1 OR (present > 0)
  )
SELECT
  is_total,
  grain_start,
  figures.active_users AS active_users,
  sum_events,
  sum_late_events,
  sum_all_usage_lines,
  sum_all_usage_priced_lines
FROM figures
ORDER BY is_total DESC, figures.grain_start asc, figures.active_users desc NULLS LAST, figures.grain_start asc
LIMIT {rows_max:UInt64}
