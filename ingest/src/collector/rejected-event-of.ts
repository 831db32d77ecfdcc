import { maskUserIds } from '../contract/mask-user-ids.ts';
import type { RejectedEvent } from '../contract/rejected-event.ts';
import type { ValidationContext } from '../contract/validation-context.ts';
import { MAX_EVENT_BYTES } from './limits.ts';
import type { RefusedEvent } from './read-request.ts';
import { uuidV7 } from './uuid-v7.ts';

const MAX_COLUMN = 1024;

/** The form in which a rejected event is kept for a person to see, mend and resend; without a raw user id. */
export function rejectedEventOf(
  { text, isReadable, errors }: RefusedEvent,
  context: ValidationContext,
): RejectedEvent {
  const { code, path, message } = errors[0]!;
  const event: unknown = isReadable ? JSON.parse(text) : undefined;
  const attributes = (event ?? {}) as Record<string, unknown>;
  const payload = maskUserIds(isReadable ? text : text.slice(0, MAX_EVENT_BYTES), event, context);
  return {
    received_at: new Date(context.now).toISOString().replace('T', ' ').replace('Z', ''),
    rejected_event_id: uuidV7(context.now),
    code,
    path,
    message: wellFormed(message),
    errors: wellFormed(JSON.stringify(errors)),
    source: column(attributes.source),
    id: column(attributes.id),
    type: column(attributes.type),
    generation_id: column(attributes.subject),
    payload: wellFormed(payload),
  };
}

function column(value: unknown): string {
  return typeof value === 'string' ? wellFormed(value.slice(0, MAX_COLUMN)) : '';
}

/** Lone surrogates can't be written as UTF-8: they become U+FFFD. */
function wellFormed(text: string): string {
  return Buffer.from(text).toString();
}
