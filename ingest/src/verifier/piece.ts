/** A piece of the range that is checked by one statement a check, so that memory is bounded. */
export interface Piece {
  /** Seconds since 1970, at the start of a bucket. */
  start: number;
  end: number;
  /** The generations of a day with many events are checked in so many slices: this is one of them, from 0. */
  slice: number;
  slices: number;
}

/** The condition that a row is of a bucket of the piece, whatever its slice. */
export function inPiece({ start, end }: Piece): string {
  return `bucket >= toDateTime(${start}, 'UTC') AND bucket < toDateTime(${end}, 'UTC')`;
}

/** The condition that a generation is of the slice. Events without a generation are of the first. */
export function inSlice({ slice, slices }: Piece): string {
  return slices === 1 ? '1' : `if(generation_id = '', 0, cityHash64(generation_id) % ${slices}) = ${slice}`;
}
