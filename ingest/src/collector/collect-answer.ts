import type { ErrorCode, EventError } from '../contract/event-error.ts';
import type { SpoolPosition } from '../spool/spool-position.ts';

/** One thing that is wrong with one event of a request. */
export interface CollectError extends EventError {
  /** The event's place in the request, from 0. */
  index: number;
  /** The event's id; null where it can't be read. */
  id: string | null;
}

/** What became of the events of a request: accepted + duplicates + rejected = events of the request. */
export interface CollectCounts {
  accepted: number;
  /** Known at once as stored already; others are dropped when they are counted. */
  duplicates: number;
  rejected: number;
  /** The first 100. */
  errors: CollectError[];
  errors_truncated?: true;
  /** What was ignored, the first 100; absent when there is nothing to say. */
  warnings?: CollectError[];
}

/** A request that was refused as a whole: the parts of an RFC 9457 problem that the collector knows. */
export interface CollectProblem {
  code: string;
  title: string;
  detail: string;
}

export type CollectAnswer =
  | {
      status: 200 | 207 | 422;
      body: CollectCounts;
      /** How many events were rejected for each first reason; absent when none was. */
      rejectedByCode?: Partial<Record<ErrorCode, number>>;
      /** Where what was kept of this request ends in the spool; absent when nothing was kept. */
      position?: SpoolPosition;
    }
  | { status: 400 | 413 | 415; body: CollectProblem }
  | { status: 503; body: CollectProblem; retryAfterSeconds: number };
