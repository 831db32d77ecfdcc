-- One typed row per unique event. Unknown text is '' in every table of ours and null in every answer.
--
-- 1. (source, id) identifies an event. The writer asks event_keys before it inserts, so what is stored here
--    is unique but for replays of a crashed segment and for repairs: both carry the same bucket, type, source
--    and id, and the row with the highest version stays. Always read with FINAL.
-- 2. Partitions are months, so that a history of eight years fits one insert (at most 100 partitions).
-- 3. The columns after `generation facts` are not the event's own: they hold for all events of one generation
--    and are put on the row by the writer, again (with a higher version) when they change.
CREATE TABLE IF NOT EXISTS events
(
    bucket DateTime('UTC') CODEC(Delta, ZSTD(1)),                 -- start of the quarter of an hour that `time` falls in
    type Enum8('generation.requested' = 1, 'generation.completed' = 2, 'moderation.decided' = 3, 'moderation.appealed' = 4,
               'clip.labelled' = 5, 'clip.rated' = 6, 'clip.shared' = 7, 'clip.viewed' = 8, 'ad.impression' = 9,
               'ad.revenue_adjusted' = 10, 'capacity.reported' = 11),
    source LowCardinality(String),
    id String CODEC(ZSTD(1)),
    time DateTime64(6, 'UTC') CODEC(Delta, ZSTD(1)),
    generation_id String CODEC(ZSTD(1)),                          -- CloudEvents `subject`; '' for events without a generation
    received_at DateTime('UTC') CODEC(Delta, ZSTD(1)),
    imported UInt8,                                               -- 1 = came in by an import of history

    -- generation.requested: its own words (the generation's facts are further down, from the request that counts)
    event_user_key String CODEC(ZSTD(1)),                         -- any type may carry a user
    event_country LowCardinality(String),
    event_platform LowCardinality(String),
    event_app_version LowCardinality(String),
    event_surface LowCardinality(String),
    event_variant LowCardinality(String),
    event_model LowCardinality(String),                           -- generation.requested and generation.completed
    event_photo_hash String CODEC(ZSTD(1)),
    event_prompt_hash String CODEC(ZSTD(1)),
    prompt_chars Nullable(UInt32),

    -- generation.completed (gpu_model and gpu_region: capacity.reported too)
    status LowCardinality(String),
    gpu_seconds Nullable(Decimal(38, 18)) CODEC(ZSTD(1)),         -- GPUs x seconds
    gpu_model LowCardinality(String),
    gpu_region LowCardinality(String),
    attempt Nullable(UInt32),
    queue_ms Nullable(Float64),
    render_ms Nullable(Float64),
    clip_seconds Nullable(Float64),
    width Nullable(UInt32),
    height Nullable(UInt32),
    output_bytes Nullable(UInt64),
    error_code LowCardinality(String),

    -- moderation.decided (stage: moderation.appealed too)
    stage LowCardinality(String),
    verdict LowCardinality(String),
    policy LowCardinality(String),
    classifier LowCardinality(String),
    classifier_version LowCardinality(String),
    score Nullable(Float64),                                      -- 0..1
    latency_ms Nullable(Float64),
    decided_by LowCardinality(String),
    review_seconds Nullable(Decimal(38, 18)) CODEC(ZSTD(1)),

    -- moderation.appealed: upheld, overturned; clip.rated: kept, discarded, regenerated
    outcome LowCardinality(String),
    rating Nullable(UInt8),                                       -- 1..5

    -- clip.labelled
    ai_label Nullable(Bool),
    c2pa LowCardinality(String),
    label_at LowCardinality(String),                              -- `data.at`: generate, share, download
    digital_source_type LowCardinality(String),
    failure_code LowCardinality(String),

    -- clip.shared, clip.viewed
    channel LowCardinality(String),
    views Nullable(UInt64),
    delivered_bytes Nullable(UInt64),

    -- ad.impression, ad.revenue_adjusted
    revenue_micros Nullable(Int64),                               -- millionths of one unit of currency
    currency LowCardinality(String),                              -- ISO 4217
    impressions Nullable(UInt64),
    placement LowCardinality(String),
    ad_network LowCardinality(String),
    viewer_country LowCardinality(String),                        -- `data.country` of an ad.impression
    reason LowCardinality(String),

    -- capacity.reported
    gpus Nullable(Decimal(38, 18)),
    interval_seconds Nullable(Decimal(38, 18)),

    -- generation facts
    requested_at DateTime64(6, 'UTC') CODEC(Delta, ZSTD(1)),      -- 0 = the request is not known
    country LowCardinality(String),
    platform LowCardinality(String),
    app_version LowCardinality(String),
    surface LowCardinality(String),
    variant LowCardinality(String),
    model LowCardinality(String),
    user_key String CODEC(ZSTD(1)),                               -- keyed hash of the user id, 128 bit, hex
    photo_hash String CODEC(ZSTD(1)),
    prompt_hash String CODEC(ZSTD(1)),

    version UInt64 CODEC(Delta, ZSTD(1)),                         -- a repair is higher than what it repairs
    INDEX requested_at_range requested_at TYPE minmax GRANULARITY 1,
    INDEX generation_id_filter generation_id TYPE bloom_filter(0.01) GRANULARITY 4
)
ENGINE = ReplacingMergeTree(version)
PARTITION BY toYYYYMM(bucket)
ORDER BY (bucket, type, source, id)
SETTINGS non_replicated_deduplication_window = 1000, fsync_after_insert = 1, fsync_part_directory = 1;
