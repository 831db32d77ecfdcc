import type { Check } from './check.ts';
import { inPiece, type Piece } from './piece.ts';

const STORED = (piece: Piece) => `
SELECT bitShiftRight(xxHash64(generation_id), 24) AS key, bucket,
  groupBitOr(bitOr(bitShiftLeft(toUInt16(1), CAST(type AS Int8) - 1), if(type = 'moderation.decided' AND verdict = 'block', 32768, 0))::UInt16) AS types
FROM events WHERE ${inPiece(piece)} AND generation_id != '' GROUP BY key, bucket`;
const NOTED = (piece: Piece) => `
SELECT key, bucket, groupBitOr(types) AS types FROM generation_buckets WHERE ${inPiece(piece)} GROUP BY key, bucket`;
const DIFFERENT = (piece: Piece) => `
SELECT key, bucket, groupBitOrIf(types, side = 'stored') AS stored, groupBitOrIf(types, side = 'noted') AS noted
FROM (SELECT *, 'stored' AS side FROM (${STORED(piece)}) UNION ALL SELECT *, 'noted' FROM (${NOTED(piece)}))
GROUP BY key, bucket HAVING stored != noted`;

/** Every event can be found by its generation and type, and so can a block; nothing else is found. */
export const generationBucketsCheck: Check = {
  differences: (piece) => `
SELECT 'generation_buckets' AS kind, bucket, toString(key) AS subject, if(noted = 0, '', bin(noted)) AS found,
       if(stored = 0, '', bin(stored)) AS expected
FROM (${DIFFERENT(piece)})`,
  // What is missing is added. A row that says too much is taken away and said anew.
  repairs: (piece) => [
    `DELETE FROM generation_buckets WHERE ${inPiece(piece)}
  AND (key, bucket) IN (SELECT key, bucket FROM (${DIFFERENT(piece)}) WHERE bitAnd(noted, bitNot(stored)) != 0)`,
    `INSERT INTO generation_buckets (key, bucket, types) SELECT key, bucket, stored FROM (${DIFFERENT(piece)}) WHERE stored != 0`,
  ],
};
