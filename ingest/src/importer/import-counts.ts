/** What an import has done so far. */
export interface ImportCounts {
  /** Rows read from the file, header and blank lines not counted. */
  rows: number;
  /** Events that the server has answered for. */
  sent: number;
  accepted: number;
  /** Known to the server already, at once; others that repeat are dropped when they are counted. */
  duplicates: number;
  /** Rows that could not become events, and events that the server did not take. */
  rejected: number;
}
