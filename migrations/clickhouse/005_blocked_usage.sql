-- What a generation had used when it was first blocked: one row per usage line of its events up to and including the
-- blocking decision, booked to that decision and priced at the time of the usage. Always read with FINAL.
CREATE TABLE IF NOT EXISTS blocked_usage
(
    bucket DateTime('UTC') CODEC(Delta, ZSTD(1)),                 -- of the blocking decision
    generation_id String CODEC(ZSTD(1)),
    source LowCardinality(String),                                -- source and id of the event that used it
    id String CODEC(ZSTD(1)),
    resource LowCardinality(String),
    time DateTime64(6, 'UTC') CODEC(Delta, ZSTD(1)),              -- of the blocking decision
    usage_bucket DateTime('UTC') CODEC(Delta, ZSTD(1)),           -- of the usage: decides the price
    quantity Decimal(38, 18) CODEC(ZSTD(1)),
    gpu_model LowCardinality(String),
    gpu_region LowCardinality(String),
    price_stage LowCardinality(String),                           -- stage and classifier of the check that was paid for
    price_classifier LowCardinality(String),
    stage LowCardinality(String),                                 -- stage ... decided_by: of the blocking decision
    policy LowCardinality(String),
    classifier LowCardinality(String),
    classifier_version LowCardinality(String),
    decided_by LowCardinality(String),
    requested_at DateTime64(6, 'UTC') CODEC(Delta, ZSTD(1)),
    country LowCardinality(String),
    platform LowCardinality(String),
    app_version LowCardinality(String),
    surface LowCardinality(String),
    variant LowCardinality(String),
    model LowCardinality(String),
    user_key String CODEC(ZSTD(1)),
    photo_hash String CODEC(ZSTD(1)),
    prompt_hash String CODEC(ZSTD(1)),
    version UInt64 CODEC(Delta, ZSTD(1)),
    is_deleted UInt8
)
ENGINE = ReplacingMergeTree(version, is_deleted)
PARTITION BY toYYYYMM(bucket)
ORDER BY (bucket, generation_id, source, id, resource)
SETTINGS non_replicated_deduplication_window = 1000, fsync_after_insert = 1, fsync_part_directory = 1;
