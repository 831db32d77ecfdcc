/** What the validity of an event depends on besides the event. */
export interface ValidationContext {
  /** When the event was received, in milliseconds since 1970. */
  now: number;
  /** Older events are refused; 0 = no limit. */
  maxEventAgeDays: number;
  pseudonymKey: Uint8Array;
  /** The event comes from what we kept: its user ids are user keys already, written as `user_key:<user key>`. */
  resent: boolean;
}
