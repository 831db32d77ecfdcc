-- Reads rollups: rolled_up
WITH
  branches AS (
    SELECT
      roundDown(toUnixTimestamp(bucket), {grid:Array(UInt32)}) AS grain_start,
      1 AS present,
      toDecimal256(0, 46) AS sum_server_cost,
      toUInt64(0) AS sum_server_cost_lines,
      toUInt64(0) AS sum_server_cost_priced_lines,
      toDecimal256(0, 46) AS sum_ad_revenue,
      toUInt64(0) AS sum_ad_revenue_lines,
      toUInt64(0) AS sum_ad_revenue_priced_lines,
      sum(ad_impressions) AS sum_ad_impressions,
      toUInt64(0) AS sum_events,
      toUInt64(0) AS sum_late_events
    FROM rollups FINAL
    WHERE family = 'count'
      AND dimension = ''
      AND bucket >= {start_bucket:DateTime('UTC')}
      AND bucket < {end_bucket:DateTime('UTC')}
      AND ad_impressions > 0
    GROUP BY grain_start
    UNION ALL
    SELECT
      grain_start,
      1 AS present,
      sumIf(ifNull(money, 0), priced.resource IN ('gpu', 'moderation_check', 'human_review', 'delivery', 'storage')) AS sum_server_cost,
      sumIf(lines, priced.resource IN ('gpu', 'moderation_check', 'human_review', 'delivery', 'storage')) AS sum_server_cost_lines,
      sumIf(lines, priced.resource IN ('gpu', 'moderation_check', 'human_review', 'delivery', 'storage') AND money IS NOT NULL) AS sum_server_cost_priced_lines,
      toDecimal256(0, 46) AS sum_ad_revenue,
      toUInt64(0) AS sum_ad_revenue_lines,
      toUInt64(0) AS sum_ad_revenue_priced_lines,
      toUInt64(0) AS sum_ad_impressions,
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
          roundDown(toUnixTimestamp(bucket), {grid:Array(UInt32)}) AS grain_start,
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
        GROUP BY grain_start, resource, gpu_model, gpu_region, price_stage, price_classifier, price_period
      )
    ) AS priced
    GROUP BY grain_start
    UNION ALL
    SELECT
      grain_start,
      1 AS present,
      toDecimal256(0, 46) AS sum_server_cost,
      toUInt64(0) AS sum_server_cost_lines,
      toUInt64(0) AS sum_server_cost_priced_lines,
      sum(ifNull(money, 0)) AS sum_ad_revenue,
      count() AS sum_ad_revenue_lines,
      countIf(money IS NOT NULL) AS sum_ad_revenue_priced_lines,
      toUInt64(0) AS sum_ad_impressions,
      toUInt64(0) AS sum_events,
      toUInt64(0) AS sum_late_events
    FROM (
      SELECT
        *,
        toDecimal256(micros, 18) * {revenue_price_factors:Array(Array(Nullable(Decimal(76, 28))))}[indexOf({revenue_price_periods:Array(UInt32)}, price_period)][indexOf({currencies:Array(String)}, currency)] AS money
      FROM (
        SELECT
          roundDown(toUnixTimestamp(bucket), {grid:Array(UInt32)}) AS grain_start,
          currency,
          roundDown(toUnixTimestamp(bucket), {revenue_price_periods:Array(UInt32)}) AS price_period,
          sum(revenue_micros) AS micros
        FROM rollups FINAL
        WHERE family = 'revenue'
          AND dimension = ''
          AND bucket >= {start_bucket:DateTime('UTC')}
          AND bucket < {end_bucket:DateTime('UTC')}
        GROUP BY grain_start, currency, price_period
      )
    )
    GROUP BY grain_start
    UNION ALL
    SELECT
      toUInt32(1790792100),
      0 AS present,
      toDecimal256(0, 46) AS sum_server_cost,
      toUInt64(0) AS sum_server_cost_lines,
      toUInt64(0) AS sum_server_cost_priced_lines,
      toDecimal256(0, 46) AS sum_ad_revenue,
      toUInt64(0) AS sum_ad_revenue_lines,
      toUInt64(0) AS sum_ad_revenue_priced_lines,
      toUInt64(0) AS sum_ad_impressions,
      sum(events) AS sum_events,
      sum(late_events) AS sum_late_events
    FROM rollups FINAL
    WHERE family = 'count'
      AND dimension = ''
      AND bucket >= {start_bucket:DateTime('UTC')}
      AND bucket < {end_bucket:DateTime('UTC')}
      AND events + late_events > 0
    UNION ALL
    SELECT
      arrayJoin({grain_starts:Array(UInt32)}) AS grain_start,
      1 AS present,
      toDecimal256(0, 46) AS sum_server_cost,
      toUInt64(0) AS sum_server_cost_lines,
      toUInt64(0) AS sum_server_cost_priced_lines,
      toDecimal256(0, 46) AS sum_ad_revenue,
      toUInt64(0) AS sum_ad_revenue_lines,
      toUInt64(0) AS sum_ad_revenue_priced_lines,
      toUInt64(0) AS sum_ad_impressions,
      toUInt64(0) AS sum_events,
      toUInt64(0) AS sum_late_events
  ),
  sums AS (
    SELECT
      grouping(grain_start) AS is_total,
      grain_start,
      sum(branches.present) AS present,
      sum(branches.sum_server_cost) AS sum_server_cost,
      sum(branches.sum_server_cost_lines) AS sum_server_cost_lines,
      sum(branches.sum_server_cost_priced_lines) AS sum_server_cost_priced_lines,
      sum(branches.sum_ad_revenue) AS sum_ad_revenue,
      sum(branches.sum_ad_revenue_lines) AS sum_ad_revenue_lines,
      sum(branches.sum_ad_revenue_priced_lines) AS sum_ad_revenue_priced_lines,
      sum(branches.sum_ad_impressions) AS sum_ad_impressions,
      sum(branches.sum_events) AS sum_events,
      sum(branches.sum_late_events) AS sum_late_events
    FROM branches
    GROUP BY GROUPING SETS ((grain_start), ())
  ),
  figures AS (
    SELECT
      is_total,
      grain_start,
      if(sum_server_cost_lines > 0 AND sum_server_cost_priced_lines = 0, NULL, sum_server_cost) AS server_cost,
      if(sum_ad_revenue_lines > 0 AND sum_ad_revenue_priced_lines = 0, NULL, sum_ad_revenue) AS ad_revenue,
      ad_revenue - server_cost AS margin,
      sum_ad_impressions AS ad_impressions,
      server_cost * 1000 / nullIf(ad_impressions, 0) AS break_even_ecpm,
      ad_revenue * 1000 / nullIf(ad_impressions, 0) AS ecpm,
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
  toString(roundBankers(figures.server_cost / 3600000000000, 9)) AS server_cost,
  toString(roundBankers(figures.ad_revenue / 3600000000000, 9)) AS ad_revenue,
  toString(roundBankers(figures.margin / 3600000000000, 9)) AS margin,
  toString(roundBankers(figures.break_even_ecpm / 3600000000000, 9)) AS break_even_ecpm,
  toString(roundBankers(figures.ecpm / 3600000000000, 9)) AS ecpm,
  sum_events,
  sum_late_events,
  sum_server_cost_lines,
  sum_server_cost_priced_lines
FROM figures
ORDER BY is_total DESC, figures.grain_start asc, figures.server_cost desc NULLS LAST, figures.grain_start asc
LIMIT {rows_max:UInt64}
