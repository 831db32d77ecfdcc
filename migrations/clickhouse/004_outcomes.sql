-- What became of a generation, one row per kind, booked to the time when it became true. An outcome that moves to
-- another bucket leaves a row with is_deleted = 1 behind. Always read with FINAL.
CREATE TABLE IF NOT EXISTS outcomes
(
    bucket DateTime('UTC') CODEC(Delta, ZSTD(1)),
    kind Enum8('requested' = 1, 'shown' = 2, 'kept' = 3, 'posted' = 4, 'shared' = 5, 'blocked' = 6),
    generation_id String CODEC(ZSTD(1)),
    time DateTime64(6, 'UTC') CODEC(Delta, ZSTD(1)),
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
ORDER BY (bucket, kind, generation_id)
SETTINGS non_replicated_deduplication_window = 1000, fsync_after_insert = 1, fsync_part_directory = 1;
