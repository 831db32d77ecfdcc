/** The parts of POST /v1/events that the collector needs. */
export interface CollectRequest {
  /** Handed over: it must not be used afterwards. */
  body: Uint8Array;
  /** Header Content-Type. */
  contentType: string | undefined;
  /** Header Content-Encoding. */
  contentEncoding: string | undefined;
  /** Lifts the age limit. */
  backfill: boolean;
  /** The events come from rejected_events, where user ids are written as `user_key:<user key>`. */
  resent?: boolean;
}
