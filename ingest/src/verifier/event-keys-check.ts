import type { Check } from './check.ts';
import { inPiece } from './piece.ts';

const KEY = "bitShiftRight(xxHash64(concat(source, '\\0', id)), 24)";

/** Every stored event can be found by its identity, and nothing else is found. */
export const eventKeysCheck: Check = {
  marksBuckets: false,
  differences: (piece) => `
SELECT 'event_keys' AS kind, bucket, toString(key) AS subject, if(is_noted, 'noted', '') AS found,
       if(is_stored, 'noted', '') AS expected
FROM (
  SELECT key, bucket, max(side = 'stored') AS is_stored, max(side = 'noted') AS is_noted
  FROM (
    SELECT ${KEY} AS key, bucket, 'stored' AS side FROM events WHERE ${inPiece(piece)}
    UNION ALL
    SELECT key, bucket, 'noted' FROM event_keys WHERE ${inPiece(piece)}
  )
  GROUP BY key, bucket
) WHERE is_stored != is_noted`,
  repairs(piece, confirmed) {
    const orphans = confirmed.filter(({ kind, expected }) => kind === 'event_keys' && expected === '');
    const list = orphans.map(({ bucket, subject }) => `(${subject}, toDateTime(${bucket}, 'UTC'))`);
    return [
      `INSERT INTO event_keys (key, bucket) SELECT DISTINCT ${KEY} AS key, bucket FROM events
WHERE ${inPiece(piece)} AND (key, bucket) NOT IN (SELECT key, bucket FROM event_keys WHERE ${inPiece(piece)})`,
      ...(list.length === 0 ? [] : [`DELETE FROM event_keys WHERE (key, bucket) IN (${list.join(', ')})`]),
    ];
  },
};
