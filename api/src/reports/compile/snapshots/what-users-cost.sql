-- Reads usage_lines, count_lines: dimension_not_rolled_up
WITH
  branches AS (
    SELECT
      toUInt32(0) AS grain_start,
      CAST(user_key AS String) AS user_key,
      1 AS present,
      toDecimal256(0, 46) AS sum_server_cost,
      toUInt64(0) AS sum_server_cost_lines,
      toUInt64(0) AS sum_server_cost_priced_lines,
      sum(generations_requested) AS sum_generations_requested,
      toUInt64(0) AS sum_events,
      toUInt64(0) AS sum_late_events
    FROM count_lines
    WHERE time >= {start:DateTime64(6, 'UTC')}
      AND time < {end:DateTime64(6, 'UTC')}
      AND bucket >= {start_bucket:DateTime('UTC')}
      AND bucket < {end_bucket:DateTime('UTC')}
      AND generations_requested > 0
    GROUP BY grain_start, user_key
    UNION ALL
    SELECT
      grain_start,
      user_key,
      1 AS present,
      sumIf(ifNull(money, 0), priced.resource IN ('gpu', 'moderation_check', 'human_review', 'delivery', 'storage')) AS sum_server_cost,
      sumIf(lines, priced.resource IN ('gpu', 'moderation_check', 'human_review', 'delivery', 'storage')) AS sum_server_cost_lines,
      sumIf(lines, priced.resource IN ('gpu', 'moderation_check', 'human_review', 'delivery', 'storage') AND money IS NOT NULL) AS sum_server_cost_priced_lines,
      toUInt64(0) AS sum_generations_requested,
      toUInt64(0) AS sum_events,
      toUInt64(0) AS sum_late_events
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
          toUInt32(0) AS grain_start,
          CAST(user_key AS String) AS user_key,
          resource,
          gpu_model,
          gpu_region,
          price_stage,
          price_classifier,
          roundDown(toUnixTimestamp(usage_bucket), {usage_price_periods:Array(UInt32)}) AS price_period,
          sum(quantity) AS quantity,
          count() AS lines
        FROM usage_lines
        WHERE time >= {start:DateTime64(6, 'UTC')}
          AND time < {end:DateTime64(6, 'UTC')}
          AND bucket >= {start_bucket:DateTime('UTC')}
          AND bucket < {end_bucket:DateTime('UTC')}
          AND resource IN ('gpu', 'moderation_check', 'human_review', 'delivery', 'storage')
        GROUP BY grain_start, user_key, resource, gpu_model, gpu_region, price_stage, price_classifier, price_period
      )
    ) AS priced
    GROUP BY grain_start, user_key
    UNION ALL
    SELECT
      toUInt32(0),
      '',
      0 AS present,
      toDecimal256(0, 46) AS sum_server_cost,
      toUInt64(0) AS sum_server_cost_lines,
      toUInt64(0) AS sum_server_cost_priced_lines,
      toUInt64(0) AS sum_generations_requested,
      sum(events) AS sum_events,
      sum(late_events) AS sum_late_events
    FROM rollups FINAL
    WHERE family = 'count'
      AND dimension = ''
      AND bucket >= {start_bucket:DateTime('UTC')}
      AND bucket < {end_bucket:DateTime('UTC')}
      AND events + late_events > 0
  ),
  sums AS (
    SELECT
      grouping(grain_start) AS is_total,
      grain_start,
      user_key,
      sum(branches.present) AS present,
      sum(branches.sum_server_cost) AS sum_server_cost,
      sum(branches.sum_server_cost_lines) AS sum_server_cost_lines,
      sum(branches.sum_server_cost_priced_lines) AS sum_server_cost_priced_lines,
      sum(branches.sum_generations_requested) AS sum_generations_requested,
      sum(branches.sum_events) AS sum_events,
      sum(branches.sum_late_events) AS sum_late_events
    FROM branches
    GROUP BY GROUPING SETS ((grain_start, user_key), ())
  ),
  figures AS (
    SELECT
      is_total,
      grain_start,
      user_key,
      if(sum_server_cost_lines > 0 AND sum_server_cost_priced_lines = 0, NULL, sum_server_cost) AS server_cost,
      sum_generations_requested AS generations_requested,
      sum_events,
      sum_late_events,
      sum_server_cost_lines,
      sum_server_cost_priced_lines
    FROM sums
    WHERE is_total = 1 OR (present > 0)
  )
SELECT
  is_total,
  grain_start,
  user_key,
  toString(roundBankers(figures.server_cost / 3600000000000, 9)) AS server_cost,
  figures.generations_requested AS generations_requested,
  sum_events,
  sum_late_events,
  sum_server_cost_lines,
  sum_server_cost_priced_lines
FROM figures
ORDER BY is_total DESC, figures.server_cost desc NULLS LAST, figures.grain_start asc, figures.user_key = '', figures.user_key asc
LIMIT {rows_max:UInt64}
