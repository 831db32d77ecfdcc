-- Which events are stored, by identity: the writer's memory. A key is here only once its event is in `events`,
-- so a crash between the two inserts makes a replay, never a loss.
CREATE TABLE IF NOT EXISTS event_keys
(
    key UInt128,                          -- first 128 bits of SHA-256 of source, NUL, id
    bucket DateTime('UTC'),               -- where the event is
    content UInt64                        -- hash of the event's own content: same = duplicate, other = conflict
)
ENGINE = ReplacingMergeTree
ORDER BY key
SETTINGS index_granularity = 1024, non_replicated_deduplication_window = 1000, fsync_after_insert = 1, fsync_part_directory = 1;
