import { type Check, literal } from './check.ts';
import { inPiece, type Piece } from './piece.ts';

const IDENTITY = "xxHash64(concat(source, '\\0', id))";

/** No event is stored twice, as one of another time or type. Of two the one that was stored first stays. */
export const duplicatesCheck: Check = {
  marksBuckets: true,
  differences: (piece) => `
SELECT 'duplicates' AS kind, bucket, toString((source, id, CAST(type AS String))) AS subject,
       toString(count_of) AS found, '' AS expected
FROM (
  SELECT bucket, type, source, id, version, count() OVER identity AS count_of, row_number() OVER (
    PARTITION BY source, id ORDER BY version, bucket, type) AS place
  FROM events FINAL WHERE ${inPiece(piece)} AND ${IDENTITY} IN (${repeated(piece)})
  WINDOW identity AS (PARTITION BY source, id)
) WHERE place > 1`,
  repairs(_, confirmed) {
    const list = confirmed
      .filter(({ kind }) => kind === 'duplicates')
      .map(({ bucket, subject }) => `(toDateTime(${bucket}, 'UTC'), ${literal(subject)})`);
    if (list.length === 0) return [];
    return [
      `DELETE FROM events WHERE (bucket, toString((source, id, CAST(type AS String)))) IN (${list.join(', ')})`,
    ];
  },
};

/** Hashes of identities that occur more than once: few, so that only these events are compared by their identity. */
function repeated(piece: Piece): string {
  return `SELECT ${IDENTITY} AS hash FROM events FINAL WHERE ${inPiece(piece)} GROUP BY hash HAVING count() > 1`;
}
