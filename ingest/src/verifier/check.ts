import type { Piece } from './piece.ts';

/** One comparison of what is stored with what follows from the stored events. */
export interface Check {
  /** A SELECT of the differences in a piece: kind, bucket, subject, found, expected. */
  differences(piece: Piece): string;
  /** The statements that mend all of them, however many, in order. What is being written meanwhile stays. */
  repairs(piece: Piece): string[];
  /** A SELECT of the buckets whose totals follow from what is mended; without it there are none. */
  touched?(piece: Piece): string;
}

/** The buckets of all differences of a check. */
export function bucketsOf(differences: (piece: Piece) => string): (piece: Piece) => string {
  return (piece) => `SELECT bucket FROM (${differences(piece)})`;
}
