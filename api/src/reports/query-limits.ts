/** What one query may cost. Whoever needs more narrows the range: a question must not take the store from the others. */
export interface QueryLimits {
  /** Rows of one answer as JSON; exports are not limited by it. */
  answerRowsMax: number;
  /** Grains of one time series. */
  gridMax: number;
  /** Seconds that the store may work. */
  executionSecondsMax: number;
  memoryBytesMax: number;
  /** Rows that the store may read. */
  readRowsMax: number;
}

export const defaultQueryLimits: QueryLimits = {
  answerRowsMax: 100_000,
  gridMax: 100_000,
  executionSecondsMax: 30,
  memoryBytesMax: 2 * 1024 ** 3,
  readRowsMax: 1_000_000_000,
};
