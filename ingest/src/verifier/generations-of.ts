import { EVENT_TYPES, type EventType } from '../contract/event-types.ts';
import { inPiece, inSlice, type Piece } from './piece.ts';

/**
 * The generations that have an event in the piece.
 * @param which a condition that the event meets
 */
export function generationsOf(piece: Piece, which = '1'): string {
  return `SELECT generation_id FROM events WHERE ${inPiece(piece)} AND ${inSlice(piece)} AND generation_id != '' AND ${which}`;
}

/**
 * The condition that an event is in a bucket where one of these generations has events of these types: in the piece or in
 * one that `generation_buckets` names. So a piece costs what it holds, however large the table is.
 */
export function inBucketsOf(piece: Piece, types: readonly EventType[], which = '1'): string {
  const bits = types.reduce((sum, type) => sum | (1 << EVENT_TYPES.indexOf(type)), 0);
  return `(${inPiece(piece)} OR bucket IN (
      SELECT bucket FROM generation_buckets
      WHERE bitAnd(types, ${bits}) != 0 AND NOT (${inPiece(piece)})
        AND key IN (SELECT bitShiftRight(xxHash64(generation_id), 24) FROM (${generationsOf(piece, which)}))))`;
}
