-- Reads revenue_lines, usage_lines: generation_basis_not_rolled_up
WITH
  branches AS (
    SELECT
      grain_start,
      country,
      platform,
      1 AS present,
      toDecimal256(0, 46) AS sum_ad_revenue,
      toUInt64(0) AS sum_ad_revenue_lines,
      toUInt64(0) AS sum_ad_revenue_priced_lines,
      sumIf(ifNull(money, 0), priced.resource IN ('gpu', 'moderation_check', 'human_review', 'delivery', 'storage')) AS sum_server_cost,
      sumIf(lines, priced.resource IN ('gpu', 'moderation_check', 'human_review', 'delivery', 'storage')) AS sum_server_cost_lines,
      sumIf(lines, priced.resource IN ('gpu', 'moderation_check', 'human_review', 'delivery', 'storage') AND money IS NOT NULL) AS sum_server_cost_priced_lines,
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
          CAST(country AS String) AS country,
          CAST(platform AS String) AS platform,
          resource,
          gpu_model,
          gpu_region,
          price_stage,
          price_classifier,
          roundDown(toUnixTimestamp(usage_bucket), {usage_price_periods:Array(UInt32)}) AS price_period,
          sum(quantity) AS quantity,
          count() AS lines
        FROM usage_lines
        WHERE requested_at >= {start:DateTime64(6, 'UTC')}
          AND requested_at < {end:DateTime64(6, 'UTC')}
          AND requested_at > toDateTime64(0, 6)
          AND resource IN ('gpu', 'moderation_check', 'human_review', 'delivery', 'storage')
        GROUP BY grain_start, country, platform, resource, gpu_model, gpu_region, price_stage, price_classifier, price_period
      )
    ) AS priced
    GROUP BY grain_start, country, platform
    UNION ALL
    SELECT
      grain_start,
      country,
      platform,
      1 AS present,
      sum(ifNull(money, 0)) AS sum_ad_revenue,
      count() AS sum_ad_revenue_lines,
      countIf(money IS NOT NULL) AS sum_ad_revenue_priced_lines,
      toDecimal256(0, 46) AS sum_server_cost,
      toUInt64(0) AS sum_server_cost_lines,
      toUInt64(0) AS sum_server_cost_priced_lines,
      toUInt64(0) AS sum_events,
      toUInt64(0) AS sum_late_events
    FROM (
      SELECT
        *,
        toDecimal256(micros, 18) * {revenue_price_factors:Array(Array(Nullable(Decimal(76, 28))))}[indexOf({revenue_price_periods:Array(UInt32)}, price_period)][indexOf({currencies:Array(String)}, currency)] AS money
      FROM (
        SELECT
          toUInt32(0) AS grain_start,
          CAST(country AS String) AS country,
          CAST(platform AS String) AS platform,
          currency,
          roundDown(toUnixTimestamp(bucket), {revenue_price_periods:Array(UInt32)}) AS price_period,
          sum(revenue_micros) AS micros
        FROM revenue_lines
        WHERE requested_at >= {start:DateTime64(6, 'UTC')}
          AND requested_at < {end:DateTime64(6, 'UTC')}
          AND requested_at > toDateTime64(0, 6)
        GROUP BY grain_start, country, platform, currency, price_period
      )
    )
    GROUP BY grain_start, country, platform
    UNION ALL
    SELECT
      toUInt32(0),
      '',
      '',
      0 AS present,
      toDecimal256(0, 46) AS sum_ad_revenue,
      toUInt64(0) AS sum_ad_revenue_lines,
      toUInt64(0) AS sum_ad_revenue_priced_lines,
      toDecimal256(0, 46) AS sum_server_cost,
      toUInt64(0) AS sum_server_cost_lines,
      toUInt64(0) AS sum_server_cost_priced_lines,
      sum(events) AS sum_events,
      sum(late_events) AS sum_late_events
    FROM count_lines
    WHERE requested_at >= {start:DateTime64(6, 'UTC')}
      AND requested_at < {end:DateTime64(6, 'UTC')}
      AND requested_at > toDateTime64(0, 6)
      AND events + late_events > 0
  ),
  sums AS (
    SELECT
      grouping(grain_start) AS is_total,
      grain_start,
      country,
      platform,
      sum(branches.present) AS present,
      sum(branches.sum_ad_revenue) AS sum_ad_revenue,
      sum(branches.sum_ad_revenue_lines) AS sum_ad_revenue_lines,
      sum(branches.sum_ad_revenue_priced_lines) AS sum_ad_revenue_priced_lines,
      sum(branches.sum_server_cost) AS sum_server_cost,
      sum(branches.sum_server_cost_lines) AS sum_server_cost_lines,
      sum(branches.sum_server_cost_priced_lines) AS sum_server_cost_priced_lines,
      sum(branches.sum_events) AS sum_events,
      sum(branches.sum_late_events) AS sum_late_events
    FROM branches
    GROUP BY GROUPING SETS ((grain_start, country, platform), ())
  ),
  figures AS (
    SELECT
      is_total,
      grain_start,
      country,
      platform,
      if(sum_ad_revenue_lines > 0 AND sum_ad_revenue_priced_lines = 0, NULL, sum_ad_revenue) AS ad_revenue,
      if(sum_server_cost_lines > 0 AND sum_server_cost_priced_lines = 0, NULL, sum_server_cost) AS server_cost,
      ad_revenue - server_cost AS margin,
      toFloat64(margin) / nullIf(toFloat64(ad_revenue), 0) AS margin_rate,
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
  country,
  platform,
  figures.margin_rate AS margin_rate,
  sum_events,
  sum_late_events,
  sum_server_cost_lines,
  sum_server_cost_priced_lines
FROM figures
ORDER BY is_total DESC, figures.margin_rate desc NULLS LAST, figures.grain_start asc, figures.country = '', figures.country asc, figures.platform = '', figures.platform asc
LIMIT {rows_max:UInt64}
