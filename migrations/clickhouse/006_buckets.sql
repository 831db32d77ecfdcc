-- Which buckets wait for the settler. The writer adds a mark after each insert that touched a bucket; the settler
-- reads the sum of the marks, recomputes, then books that sum as settled. A bucket is dirty while sum(marks) > max(settled).
-- Counting needs no clock and no order: a mark that arrives during a run leaves the bucket dirty.
CREATE TABLE IF NOT EXISTS buckets
(
    bucket DateTime('UTC'),
    marks SimpleAggregateFunction(sum, UInt64),
    settled SimpleAggregateFunction(max, UInt64)
)
ENGINE = AggregatingMergeTree
ORDER BY bucket
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1;
