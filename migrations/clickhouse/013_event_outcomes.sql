-- Which outcomes of its generation became true with this event, as a sum: requested 1, shown 2, kept 4, posted 8,
-- shared 16, blocked 32. A fact of the generation like those before it: the writer puts it on the row, again (with a
-- higher version) when the outcome moves to another event. It takes the place of the table `outcomes`.
ALTER TABLE events ADD COLUMN IF NOT EXISTS outcomes UInt8 AFTER prompt_hash;

-- Words in LowCardinality columns and numbers without a codec of their own take a fifth less room. Times are mostly whole
-- seconds or milliseconds, which GCD finds out.
ALTER TABLE events MODIFY SETTING default_compression_codec = 'ZSTD(1)';
ALTER TABLE events
    MODIFY COLUMN time DateTime64(6, 'UTC') CODEC(GCD, Delta, ZSTD(1)),
    MODIFY COLUMN requested_at DateTime64(6, 'UTC') CODEC(GCD, Delta, ZSTD(1));

-- The events that were stored before get their outcomes from the table. It knows when an outcome became true, not with
-- which event: that is the one of that time that can have done it; of two with one time the earliest request, block or
-- share by id and the latest decision. What is stored again gets the next version, which the writer has left free, and
-- nothing is stored again a second time.
INSERT INTO events
SELECT e.* REPLACE (flagged.outcomes AS outcomes, e.version + 1 AS version)
FROM (SELECT * FROM events FINAL WHERE generation_id != '') AS e
INNER JOIN (
    SELECT bucket, generation_id, found.1 AS id, found.2 AS source, found.3 AS type, groupBitOr(flag) AS outcomes
    FROM (
        SELECT o.bucket AS bucket, o.generation_id AS generation_id, o.flag AS flag,
               if(flag IN (2, 8), max((c.id, c.source, c.type_name)), min((c.id, c.source, c.type_name))) AS found
        FROM (
            SELECT bucket, generation_id, time,
                   transform(CAST(kind AS String), ['requested', 'shown', 'kept', 'posted', 'shared', 'blocked'],
                             [1, 2, 4, 8, 16, 32], 0)::UInt8 AS flag
            FROM outcomes FINAL
        ) AS o
        INNER JOIN (
            SELECT bucket, generation_id, time, source, id, CAST(type AS String) AS type_name,
                   arrayJoin(arrayFilter(flag -> flag != 0, [
                       if(type = 'generation.requested', 1, 0),
                       if(type = 'moderation.decided' AND stage = 'video' AND verdict = 'allow', 2, 0),
                       if(type = 'clip.rated' AND outcome = 'kept', 4, 0),
                       if(type = 'clip.shared', 4, 0),
                       if(type = 'moderation.decided' AND stage = 'story' AND verdict = 'allow', 4, 0),
                       if(type = 'moderation.decided' AND stage = 'story' AND verdict = 'allow', 8, 0),
                       if(type = 'clip.shared', 16, 0),
                       if(type = 'moderation.decided' AND stage != 'story' AND verdict = 'block', 32, 0)
                   ]))::UInt8 AS flag
            FROM events
            WHERE generation_id != '' AND type IN ('generation.requested', 'moderation.decided', 'clip.rated', 'clip.shared')
        ) AS c
        ON o.bucket = c.bucket AND o.generation_id = c.generation_id AND o.time = c.time AND o.flag = c.flag
        GROUP BY bucket, generation_id, flag
    )
    GROUP BY bucket, generation_id, type, id, source
) AS flagged
ON e.bucket = flagged.bucket AND e.generation_id = flagged.generation_id AND CAST(e.type AS String) = flagged.type
   AND e.source = flagged.source AND e.id = flagged.id
WHERE e.outcomes != flagged.outcomes
SETTINGS join_algorithm = 'grace_hash', max_bytes_before_external_group_by = 1000000000, max_partitions_per_insert_block = 0;
