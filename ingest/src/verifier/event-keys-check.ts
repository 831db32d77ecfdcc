import type { Check } from './check.ts';
import { inPiece, type Piece } from './piece.ts';

/** The key of an event, as ClickHouse works it out. */
export const EVENT_KEY = "bitShiftRight(xxHash64(concat(source, '\\0', id)), 24)";

/** Every stored event can be found by its identity, and nothing else is found. */
export const eventKeysCheck: Check = {
  differences: (piece) => `
SELECT 'event_keys' AS kind, bucket, toString(key) AS subject, if(is_noted, 'noted', '') AS found,
       if(is_stored, 'noted', '') AS expected
FROM (
  SELECT key, bucket, max(is_event) AS is_stored, max(NOT is_event) AS is_noted
  FROM (
    SELECT ${EVENT_KEY} AS key, bucket, true AS is_event FROM events WHERE ${inPiece(piece)}
    UNION ALL
    SELECT key, bucket, false FROM event_keys WHERE ${inPiece(piece)}
  )
  GROUP BY key, bucket
) WHERE is_stored != is_noted`,
  repairs: (piece) => [
    `INSERT INTO event_keys (key, bucket) SELECT DISTINCT ${EVENT_KEY} AS key, bucket FROM events
WHERE ${inPiece(piece)} AND (key, bucket) NOT IN (SELECT key, bucket FROM event_keys WHERE ${inPiece(piece)})`,
    dropKeysOfNothing(piece),
  ],
};

/**
 * Takes away the keys of no event. A key is written after its event, and the events are read once the rows to be taken away
 * are settled: those that are being written stay.
 */
export function dropKeysOfNothing(piece: Piece): string {
  return `DELETE FROM event_keys WHERE ${inPiece(piece)}
  AND (key, bucket) NOT IN (SELECT ${EVENT_KEY}, bucket FROM events WHERE ${inPiece(piece)})`;
}
