/**
 * A row can't become its events. The message names columns and fields and says what would be right; it never quotes a
 * cell, because any cell may hold personal data.
 */
export class RowProblem extends Error {
  override readonly name = 'RowProblem';
  constructor(
    /** JSON path of the event's field, such as 'data.gpu_seconds'. */
    readonly path: string,
    message: string,
    /** Columns that the value came from. */
    readonly columns: readonly string[] = [],
  ) {
    super(message);
  }
}
