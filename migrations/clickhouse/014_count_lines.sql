-- One row per event and one per outcome of a generation, with what it adds to each count. Outcomes are read from the events
-- that brought them about; what that event says of itself is unknown of the outcome (a clip has no classifier), only what
-- holds for the generation is known. An event is late when it was received more than an hour after it happened, unless it
-- was imported: history is not late.
CREATE OR REPLACE VIEW count_lines AS
SELECT bucket, time, generation_id, requested_at, country, platform, app_version, surface, variant, model,
       user_key, photo_hash, prompt_hash,
       if(flag = 0, events.gpu_model, '') AS gpu_model,
       if(flag = 0, events.gpu_region, '') AS gpu_region,
       if(flag = 0, events.status, '') AS status,
       if(flag = 0, events.error_code, '') AS error_code,
       if(flag = 0, events.stage, '') AS stage,
       if(flag = 0, events.verdict, '') AS verdict,
       if(flag = 0, events.policy, '') AS policy,
       if(flag = 0, events.classifier, '') AS classifier,
       if(flag = 0, events.classifier_version, '') AS classifier_version,
       if(flag = 0, events.decided_by, '') AS decided_by,
       if(flag = 0, events.channel, '') AS channel,
       if(flag = 0, events.placement, '') AS placement,
       if(flag = 0, events.ad_network, '') AS ad_network,
       if(flag = 0, events.viewer_country, '') AS viewer_country,
       if(flag = 0, CAST(events.type AS String),
          concat('outcome.', transform(flag, [1, 2, 4, 8, 16, 32],
                                       ['requested', 'shown', 'kept', 'posted', 'shared', 'blocked'], ''))) AS line_type,
       toUInt64(flag = 0) AS events,
       toUInt64(flag = 0 AND NOT imported AND received_at > time + INTERVAL 1 HOUR) AS late_events,
       toUInt64(flag = 0 AND type = 'generation.completed') AS attempts,
       toUInt64(flag = 0 AND type = 'generation.completed' AND events.status != 'succeeded') AS failed_attempts,
       toUInt64(flag = 0 AND type = 'moderation.decided') AS decisions,
       toUInt64(flag = 0 AND type = 'moderation.decided' AND events.verdict = 'block') AS blocks,
       toUInt64(flag = 0 AND type = 'moderation.decided' AND events.verdict = 'review') AS reviews,
       toUInt64(flag = 0 AND type = 'moderation.decided' AND events.decided_by = 'automated') AS automated_decisions,
       toUInt64(flag = 0 AND type = 'clip.shared') AS shares,
       toUInt64(if(flag = 0 AND type = 'clip.viewed', assumeNotNull(events.views), 0)) AS views,
       toUInt64(if(flag = 0 AND type = 'ad.impression', assumeNotNull(events.impressions), 0)) AS ad_impressions,
       toUInt64(flag = 1) AS generations_requested,
       toUInt64(flag = 2) AS clips_shown,
       toUInt64(flag = 4) AS clips_kept,
       toUInt64(flag = 8) AS clips_posted,
       toUInt64(flag = 16) AS clips_shared,
       toUInt64(flag = 32) AS blocked_generations
FROM events FINAL
ARRAY JOIN arrayPushFront(bitmaskToArray(outcomes), 0) AS flag;
