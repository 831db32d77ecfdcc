import { hash } from 'node:crypto';
import type { ErrorCode } from '../contract/event-error.ts';
import type { EventRow } from '../contract/event-row.ts';
import { eventText } from '../contract/event-text.ts';
import type { RejectedEvent } from '../contract/rejected-event.ts';

/**
 * An accepted event that the writer can't count, in the form in which rejected events are kept. Its id follows from its
 * content, so that a segment that is written again after a crash does not list it twice.
 */
export function turnedAway(
  event: EventRow,
  reason: { code: ErrorCode; path: string; message: string },
): RejectedEvent {
  const receivedAt = new Date(event.received_at * 1000);
  const payload = eventText(event);
  return {
    received_at: receivedAt.toISOString().replace('T', ' ').replace('Z', ''),
    rejected_event_id: uuid(receivedAt.getTime(), hash('sha256', payload, 'hex')),
    ...reason,
    errors: JSON.stringify([reason]),
    source: event.source,
    id: event.id,
    type: event.type,
    generation_id: event.generation_id,
    payload,
  };
}

/** A UUIDv7 whose random part are digits of a hash. */
function uuid(milliseconds: number, digits: string): string {
  const time = milliseconds.toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${digits.slice(0, 3)}-8${digits.slice(3, 6)}-${digits.slice(6, 18)}`;
}
