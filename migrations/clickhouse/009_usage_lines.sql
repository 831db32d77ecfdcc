-- One row per usage line: an event that used a resource, with how much of it. The settler groups these rows into the
-- rollups and a query that no rollup can answer groups them itself: the same rows, so the same totals.
-- Quantities are in the resource's base unit: GPU-seconds, bytes stored, checks, seconds of review, bytes delivered.
CREATE OR REPLACE VIEW usage_lines AS
SELECT bucket, time, generation_id, requested_at, country, platform, app_version, surface, variant, model,
       user_key, photo_hash, prompt_hash, gpu_model, gpu_region, status, error_code, '' AS stage, '' AS verdict,
       '' AS policy, '' AS classifier, '' AS classifier_version, '' AS decided_by, '' AS channel,
       '' AS placement, '' AS ad_network, '' AS viewer_country, CAST(events.type AS String) AS line_type,
       bucket AS usage_bucket, 'gpu' AS resource, '' AS price_stage, '' AS price_classifier,
       CAST(assumeNotNull(gpu_seconds) AS Decimal(38, 18)) AS quantity
FROM events FINAL
WHERE type = 'generation.completed' AND gpu_seconds > 0
UNION ALL
SELECT bucket, time, generation_id, requested_at, country, platform, app_version, surface, variant, model,
       user_key, photo_hash, prompt_hash, gpu_model, gpu_region, status, error_code, '' AS stage, '' AS verdict,
       '' AS policy, '' AS classifier, '' AS classifier_version, '' AS decided_by, '' AS channel,
       '' AS placement, '' AS ad_network, '' AS viewer_country, CAST(events.type AS String) AS line_type,
       bucket AS usage_bucket, 'storage' AS resource, '' AS price_stage, '' AS price_classifier,
       CAST(assumeNotNull(output_bytes) AS Decimal(38, 18)) AS quantity
FROM events FINAL
WHERE type = 'generation.completed' AND output_bytes > 0
UNION ALL
SELECT bucket, time, generation_id, requested_at, country, platform, app_version, surface, variant, model,
       user_key, photo_hash, prompt_hash, '' AS gpu_model, '' AS gpu_region, '' AS status, '' AS error_code,
       stage, verdict, policy, classifier, classifier_version, decided_by, '' AS channel, '' AS placement,
       '' AS ad_network, '' AS viewer_country, CAST(events.type AS String) AS line_type, bucket AS usage_bucket,
       'moderation_check' AS resource, stage AS price_stage, classifier AS price_classifier,
       CAST(1 AS Decimal(38, 18)) AS quantity
FROM events FINAL
WHERE type = 'moderation.decided' AND decided_by = 'automated'
UNION ALL
SELECT bucket, time, generation_id, requested_at, country, platform, app_version, surface, variant, model,
       user_key, photo_hash, prompt_hash, '' AS gpu_model, '' AS gpu_region, '' AS status, '' AS error_code,
       stage, verdict, policy, classifier, classifier_version, decided_by, '' AS channel, '' AS placement,
       '' AS ad_network, '' AS viewer_country, CAST(events.type AS String) AS line_type, bucket AS usage_bucket,
       'human_review' AS resource, stage AS price_stage, '' AS price_classifier,
       CAST(assumeNotNull(review_seconds) AS Decimal(38, 18)) AS quantity
FROM events FINAL
WHERE type = 'moderation.decided' AND review_seconds > 0
UNION ALL
SELECT bucket, time, generation_id, requested_at, country, platform, app_version, surface, variant, model,
       user_key, photo_hash, prompt_hash, '' AS gpu_model, '' AS gpu_region, '' AS status, '' AS error_code,
       '' AS stage, '' AS verdict, '' AS policy, '' AS classifier, '' AS classifier_version, '' AS decided_by,
       '' AS channel, '' AS placement, '' AS ad_network, '' AS viewer_country, CAST(events.type AS String) AS line_type,
       bucket AS usage_bucket, 'delivery' AS resource, '' AS price_stage, '' AS price_classifier,
       CAST(assumeNotNull(delivered_bytes) AS Decimal(38, 18)) AS quantity
FROM events FINAL
WHERE type = 'clip.viewed' AND delivered_bytes > 0;
