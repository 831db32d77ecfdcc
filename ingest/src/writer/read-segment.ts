import type { EventRow } from '../contract/event-row.ts';
import type { RejectedEvent } from '../contract/rejected-event.ts';
import type { Segment } from '../spool/segment.ts';

/** A segment with all that is in it. */
export interface SegmentContent extends Pick<Segment, 'sequence' | 'token'> {
  events: EventRow[];
  rejected: RejectedEvent[];
}

/** @throws when its file can't be read */
export async function readSegment(segment: Segment): Promise<SegmentContent> {
  const events: EventRow[] = [];
  const rejected: RejectedEvent[] = [];
  for await (const frame of segment.read()) {
    for (const event of frame.events) events.push(event);
    for (const event of frame.rejected) rejected.push(event);
  }
  return { sequence: segment.sequence, token: segment.token, events, rejected };
}
