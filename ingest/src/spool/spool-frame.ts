import type { RejectedEvent } from '../contract/rejected-event.ts';

/** What is kept together: the accepted and the rejected events of requests that came at about the same time. */
export interface SpoolFrame {
  /** Number of accepted events. */
  events: number;
  /** The accepted events as encodeEvents writes them; empty when there are none. */
  block: Uint8Array;
  /** The eventKey of each accepted event, in the order of the block. */
  keys: Float64Array;
  rejected: RejectedEvent[];
}
