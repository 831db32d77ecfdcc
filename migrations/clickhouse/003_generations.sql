-- What is known of a generation, folded from its events by functions that neither order nor repetition changes:
-- a tuple that starts with (time, id) makes min the earliest and max the latest. Rows are deltas; always read
-- grouped by generation_id with the function of the column.
CREATE TABLE IF NOT EXISTS generations
(
    generation_id String,
    -- earliest request: time, id, country, platform, app_version, surface, variant, model, user_key, photo_hash, prompt_hash
    request SimpleAggregateFunction(min, Tuple(DateTime64(6, 'UTC'), String, String, String, String, String, String, String, String, String, String)),
    -- latest attempt: time, id, model
    attempt SimpleAggregateFunction(max, Tuple(DateTime64(6, 'UTC'), String, String)),
    succeeded SimpleAggregateFunction(max, UInt8),
    -- latest decision at each stage: time, id, verdict
    photo SimpleAggregateFunction(max, Tuple(DateTime64(6, 'UTC'), String, String)),
    prompt SimpleAggregateFunction(max, Tuple(DateTime64(6, 'UTC'), String, String)),
    video SimpleAggregateFunction(max, Tuple(DateTime64(6, 'UTC'), String, String)),
    story SimpleAggregateFunction(max, Tuple(DateTime64(6, 'UTC'), String, String)),
    -- first block at any stage: time, id, stage, policy, classifier, classifier_version, decided_by
    block SimpleAggregateFunction(min, Tuple(DateTime64(6, 'UTC'), String, String, String, String, String, String)),
    -- first block before the story: time, id
    early_block SimpleAggregateFunction(min, Tuple(DateTime64(6, 'UTC'), String)),
    -- latest clip.rated with an outcome: time, id, outcome
    rated SimpleAggregateFunction(max, Tuple(DateTime64(6, 'UTC'), String, String)),
    -- first clip.shared: time, id
    share SimpleAggregateFunction(min, Tuple(DateTime64(6, 'UTC'), String)),
    -- in which buckets its events are, as seconds since 1970
    buckets SimpleAggregateFunction(groupUniqArrayArray, Array(UInt32))
)
ENGINE = AggregatingMergeTree
ORDER BY generation_id
SETTINGS index_granularity = 1024, non_replicated_deduplication_window = 1000, fsync_after_insert = 1, fsync_part_directory = 1;
