-- In which bucket an event is stored, by 40 bits of a hash of its identity: a hint that lets the writer find what was sent
-- before, never a proof. A hit is compared with the stored event itself, so the content is not kept here once more.
-- All that it says follows from `events`, so the older table need not be carried over. A key is here only once its event
-- is in `events`, so a crash between the two inserts makes a replay, never a loss.
DROP TABLE IF EXISTS event_keys;
CREATE TABLE event_keys
(
    key UInt64 CODEC(Delta, T64, ZSTD(1)),                        -- upper 40 bits of xxHash64 of source, NUL, id
    bucket DateTime('UTC') CODEC(GCD, T64, ZSTD(1))
)
ENGINE = ReplacingMergeTree
ORDER BY (key, bucket)
SETTINGS index_granularity = 1024, non_replicated_deduplication_window = 1000, fsync_after_insert = 1, fsync_part_directory = 1;

INSERT INTO event_keys
SELECT bitShiftRight(xxHash64(concat(source, '\0', id)), 24), bucket FROM events
SETTINGS max_partitions_per_insert_block = 0;
