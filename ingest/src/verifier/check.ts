import type { Difference } from './difference.ts';
import type { Piece } from './piece.ts';

/** One comparison of what is stored with what follows from the stored events. */
export interface Check {
  /** A SELECT of the differences in a piece: kind, bucket, subject, found, expected. */
  differences(piece: Piece): string;
  /** The statements that mend them, in order. `confirmed` were found twice: only such are taken away. */
  repairs(piece: Piece, confirmed: readonly Difference[]): string[];
  /** Whether totals follow from what was mended. */
  marksBuckets: boolean;
}

/** A text as a literal of ClickHouse's SQL. */
export function literal(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}
