-- One row per usage line of a blocked generation up to its first block. stage ... decided_by are those of that block.
CREATE OR REPLACE VIEW blocked_usage_lines AS
SELECT bucket, time, generation_id, requested_at, country, platform, app_version, surface, variant, model,
       user_key, photo_hash, prompt_hash, gpu_model, gpu_region, '' AS status, '' AS error_code, stage,
       'block' AS verdict, policy, classifier, classifier_version, decided_by, '' AS channel, '' AS placement,
       '' AS ad_network, '' AS viewer_country, usage_bucket, resource, price_stage, price_classifier, quantity
FROM blocked_usage FINAL;
