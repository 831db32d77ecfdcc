import type { ErrorCode } from './event-error.ts';

/** An event that was not counted, as a row of the table `rejected_events` (which the writer completes with status and version). */
export interface RejectedEvent {
  /** In UTC as DateTime64(3) reads it: '2026-10-01 12:00:00.000'. */
  received_at: string;
  /** UUIDv7. */
  rejected_event_id: string;
  code: ErrorCode;
  /** JSON path of the field, such as 'data.gpu_seconds'; '' when it is the event as a whole. */
  path: string;
  message: string;
  /** JSON array of all {code, path, message}. */
  errors: string;
  source: string;
  id: string;
  type: string;
  generation_id: string;
  /** The event's text with every user id replaced by its user key. */
  payload: string;
}
