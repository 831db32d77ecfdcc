/** What one append keeps: the accepted events of a request and the rejected ones. */
export interface SpoolFrame {
  /** A ClickHouse Native block of EventRow columns; empty when eventCount is 0. */
  events: Uint8Array;
  eventCount: number;
  /** JSON lines, each a RejectedEvent; empty when rejectedCount is 0. */
  rejected: Uint8Array;
  rejectedCount: number;
}
