/** The answer of `POST /v1/events` to one batch. */
export interface BatchAnswer {
  accepted: number;
  duplicates: number;
  rejected: number;
  /** The first 100 rejected events. `index` is the place in the batch, from 0. */
  errors: { index: number; id?: string | null; code: string; path: string; message: string }[];
  errors_truncated?: boolean;
}
