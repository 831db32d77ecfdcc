import type { EventRow } from '../contract/event-row.ts';
import type { RejectedEvent } from '../contract/rejected-event.ts';

/** What is kept together: the accepted and the rejected events of one request, or of several that came at once. */
export interface SpoolFrame {
  events: EventRow[];
  rejected: RejectedEvent[];
}
