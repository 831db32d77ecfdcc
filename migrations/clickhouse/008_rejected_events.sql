-- Events that were not counted and why, for a person to see, mend and resend. Always read with FINAL.
CREATE TABLE IF NOT EXISTS rejected_events
(
    received_at DateTime64(3, 'UTC') CODEC(Delta, ZSTD(1)),
    rejected_event_id String,                                     -- UUIDv7
    code LowCardinality(String),                                  -- missing_field, id_conflict, ...
    path String,                                                  -- JSON path of the field, such as data.gpu_seconds
    message String,
    errors String CODEC(ZSTD(1)),                                 -- JSON array of all {code, path, message}
    source String,
    id String,
    type LowCardinality(String),
    generation_id String,
    payload String CODEC(ZSTD(3)),                                -- the event's JSON with every user id replaced by its user key
    status Enum8('open' = 0, 'resent' = 1, 'dismissed' = 2),
    version UInt64
)
ENGINE = ReplacingMergeTree(version)
PARTITION BY toYYYYMM(received_at)
ORDER BY (received_at, rejected_event_id)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1;
