-- One row per event that earned or corrected ad revenue, in the currency that it earned it.
CREATE OR REPLACE VIEW revenue_lines AS
SELECT bucket, time, generation_id, requested_at, country, platform, app_version, surface, variant, model,
       user_key, photo_hash, prompt_hash, '' AS gpu_model, '' AS gpu_region, '' AS status, '' AS error_code,
       '' AS stage, '' AS verdict, '' AS policy, '' AS classifier, '' AS classifier_version, '' AS decided_by,
       '' AS channel, placement, ad_network, viewer_country, CAST(events.type AS String) AS line_type, currency,
       CAST(assumeNotNull(events.revenue_micros) AS Decimal(38, 0)) AS revenue_micros
FROM events FINAL
WHERE type IN ('ad.impression', 'ad.revenue_adjusted');
