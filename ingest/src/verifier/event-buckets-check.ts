import type { Check } from './check.ts';
import { inPiece, type Piece } from './piece.ts';

const RIGHT = 'toStartOfFifteenMinutes(time)';
const MISPLACED = (piece: Piece) => `${inPiece(piece)} AND bucket != ${RIGHT}`;
/** In brackets of their own: a column that gets a new value must still be the old one in the condition. */
const EVENTS = (piece: Piece) => `(SELECT * FROM events FINAL WHERE ${MISPLACED(piece)})`;

/** Every event is stored under the quarter of an hour that its time falls in. */
export const eventBucketsCheck: Check = {
  differences: (piece) => `
SELECT 'event_buckets' AS kind, bucket, concat(source, ' ', id) AS subject, toString(bucket) AS found, toString(${RIGHT}) AS expected
FROM ${EVENTS(piece)}`,
  touched: (piece) => `SELECT arrayJoin([bucket, ${RIGHT}]) AS bucket FROM ${EVENTS(piece)}`,
  // The right bucket may be of no piece, so that no other check would look at it. What is found there is stored first.
  repairs: (piece) => [
    `INSERT INTO events SELECT * REPLACE (${RIGHT} AS bucket) FROM ${EVENTS(piece)}`,
    `INSERT INTO generation_buckets
SELECT bitShiftRight(xxHash64(generation_id), 24), ${RIGHT},
  bitOr(bitShiftLeft(toUInt16(1), CAST(type AS Int8) - 1), if(type = 'moderation.decided' AND verdict = 'block', 32768, 0))
FROM ${EVENTS(piece)} WHERE generation_id != ''`,
    `INSERT INTO event_keys
SELECT bitShiftRight(xxHash64(concat(source, '\\0', id)), 24), ${RIGHT} FROM ${EVENTS(piece)}`,
    `DELETE FROM events WHERE ${MISPLACED(piece)}`,
  ],
};
