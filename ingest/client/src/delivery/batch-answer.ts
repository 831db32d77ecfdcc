/** The server's answer to one batch: accepted + duplicates + rejected = events of the batch. */
export interface BatchAnswer {
  accepted: number;
  /** Known as stored already; that is what happens to a batch whose first answer was lost on the way. */
  duplicates: number;
  rejected: number;
  /** What is wrong with the rejected ones, the first 100. `index` is the place in the batch, from 0. */
  errors: { index: number; id?: string | null; code: string; path: string; message: string }[];
  errors_truncated?: boolean;
}
