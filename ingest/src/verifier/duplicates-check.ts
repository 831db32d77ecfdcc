import { bucketsOf, type Check } from './check.ts';
import { dropKeysOfNothing, EVENT_KEY } from './event-keys-check.ts';
import { inPiece, type Piece } from './piece.ts';

/** No event is stored twice, as one of another time or type. Of two the one that was stored first stays. */
export const duplicatesCheck: Check = {
  differences,
  touched: bucketsOf(differences),
  repairs: (piece) => [
    `DELETE FROM events WHERE ${inPiece(piece)} AND (bucket, type, source, id) IN (SELECT bucket, type, source, id FROM (${copies(piece)}))`,
    dropKeysOfNothing(piece),
  ],
};

function differences(piece: Piece): string {
  return `
SELECT 'duplicates' AS kind, bucket, toString((source, id, CAST(type AS String))) AS subject,
       toString(count_of) AS found, '' AS expected
FROM (${copies(piece)})`;
}

/** Those of the piece; the one that stays may be in any bucket. */
function copies(piece: Piece): string {
  return `
SELECT * FROM (
  SELECT bucket, type, source, id, count() OVER identity AS count_of,
    row_number() OVER (PARTITION BY source, id ORDER BY version, bucket, type) AS place
  FROM events FINAL
  WHERE (${inPiece(piece)} AND ${EVENT_KEY} IN (${repeated(piece)})) OR (bucket, source, id) IN (${elsewhere(piece)})
  WINDOW identity AS (PARTITION BY source, id)
) WHERE place > 1 AND ${inPiece(piece)}`;
}

/** Keys that may be of an event that is stored twice: few, so that only these events are compared by their identity. */
function repeated(piece: Piece): string {
  return `
SELECT ${EVENT_KEY} AS key FROM events WHERE ${inPiece(piece)}
GROUP BY key HAVING min(bucket) != max(bucket) OR min(type) != max(type)
UNION ALL
SELECT key FROM (${crossing(piece)})`;
}

/** Where another event with the identity of one of the piece would be. */
function elsewhere(piece: Piece): string {
  return `
SELECT crossing.bucket, own.source, own.id
FROM (SELECT source, id, ${EVENT_KEY} AS key FROM events WHERE ${inPiece(piece)}) AS own
INNER JOIN (SELECT key, arrayJoin(others) AS bucket FROM (${crossing(piece)})) AS crossing ON own.key = crossing.key`;
}

function crossing(piece: Piece): string {
  return `
SELECT key, groupUniqArrayIf(bucket, NOT (${inPiece(piece)})) AS others FROM event_keys
GROUP BY key HAVING countIf(${inPiece(piece)}) > 0 AND notEmpty(others)`;
}
