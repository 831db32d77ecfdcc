-- The settled totals of every quarter of an hour.
--
-- 1. One table for all families, because a bucket is published by one insert of one block: readers see the old
--    totals or the new ones, of all families at once, never a mix.
-- 2. Rows of one bucket: per family the total (dimension = '') and one grouping set per single dimension, whose value
--    is in `value`. Sets are summed over everything else but the columns that a price or a currency needs.
-- 3. Each settling writes a tombstone (version 2n, is_deleted = 1) for every row that the bucket had and then the new
--    rows (version 2n + 1), in the same block. Always read with FINAL.
-- 4. Quantities only: costs are computed at read from the rates that hold then.
CREATE TABLE IF NOT EXISTS rollups
(
    family Enum8('count' = 1, 'usage' = 2, 'blocked_usage' = 3, 'revenue' = 4),
    dimension LowCardinality(String),
    bucket DateTime('UTC') CODEC(Delta, ZSTD(1)),
    value String CODEC(ZSTD(1)),
    usage_bucket DateTime('UTC') CODEC(Delta, ZSTD(1)),           -- family usage, blocked_usage: decides the price
    resource LowCardinality(String),
    gpu_model LowCardinality(String),
    gpu_region LowCardinality(String),
    price_stage LowCardinality(String),
    price_classifier LowCardinality(String),
    currency LowCardinality(String),                              -- family revenue

    quantity Decimal(38, 18) CODEC(ZSTD(1)),                      -- usage: in the resource's base unit (second, check, byte)
    lines UInt64,                                                 -- usage: lines with a quantity above 0
    revenue_micros Decimal(38, 0),                                -- revenue
    events UInt64,                                                -- count: ...
    late_events UInt64,
    attempts UInt64,
    failed_attempts UInt64,
    decisions UInt64,
    blocks UInt64,
    reviews UInt64,
    automated_decisions UInt64,
    shares UInt64,
    views UInt64,
    ad_impressions UInt64,
    generations_requested UInt64,
    clips_shown UInt64,
    clips_kept UInt64,
    clips_posted UInt64,
    clips_shared UInt64,
    blocked_generations UInt64,

    version UInt64 CODEC(Delta, ZSTD(1)),
    is_deleted UInt8
)
ENGINE = ReplacingMergeTree(version, is_deleted)
PARTITION BY toYYYYMM(bucket)
ORDER BY (family, dimension, bucket, value, usage_bucket, resource, gpu_model, gpu_region, price_stage, price_classifier, currency)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1;
