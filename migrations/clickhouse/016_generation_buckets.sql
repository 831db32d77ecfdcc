-- In which buckets a generation has events, and of which types: how the writer finds what is known of a generation, which
-- is a fold over its stored events. By 40 bits of a hash of its id, so other generations may be found as well. A row is
-- here only once its events are in `events`. It takes the place of the table `generations`.
DROP TABLE IF EXISTS generation_buckets;
CREATE TABLE generation_buckets
(
    key UInt64 CODEC(Delta, T64, ZSTD(1)),                        -- upper 40 bits of xxHash64 of generation_id
    bucket DateTime('UTC') CODEC(GCD, T64, ZSTD(1)),
    types SimpleAggregateFunction(groupBitOr, UInt16) CODEC(ZSTD(1)) -- bit 0 = type 1 of events.type, and so on; bit 15 = a block
)
ENGINE = AggregatingMergeTree
ORDER BY (key, bucket)
SETTINGS index_granularity = 1024, non_replicated_deduplication_window = 1000, fsync_after_insert = 1, fsync_part_directory = 1;

INSERT INTO generation_buckets
SELECT bitShiftRight(xxHash64(generation_id), 24), bucket,
       bitOr(bitShiftLeft(toUInt16(1), CAST(type AS Int8) - 1), if(type = 'moderation.decided' AND verdict = 'block', 32768, 0))
FROM events
WHERE generation_id != ''
SETTINGS max_partitions_per_insert_block = 0;
