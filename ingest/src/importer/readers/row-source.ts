/** One row of a file, every cell as text; '' is an empty cell. */
export interface Row {
  /** Number of the row, from 1, header and blank lines not counted: the same at every reading of the file. */
  row: number;
  /** Line of the file that the row starts on, from 1; in a Parquet file the row number. */
  line: number;
  cells: string[];
}

/** A row that could not be read at all. */
export interface BrokenRow {
  row: number;
  line: number;
  /** What is wrong, without any content of the row: it may hold personal data. */
  problem: string;
}

/** The rows of one file, read as they are asked for. */
export interface RowSource {
  columns: string[];
  rows: AsyncIterable<Row | BrokenRow>;
}
