import { acceptEvent } from './accept-event.ts';
import type { EventError } from './event-error.ts';
import type { EventRow } from './event-row.ts';
import { examineEvent } from './examine-event.ts';
import type { ValidationContext } from './validation-context.ts';

export interface ValidatedEvent {
  /** Meaningful only when there are no errors. */
  row: EventRow;
  /** Everything that is wrong; empty when the event is right. */
  errors: EventError[];
  /** What was ignored: the first few unknown fields of `data`. */
  warnings: EventError[];
}

/**
 * Checks an event against the contract and turns it into a row. Never throws on bad input.
 * @param event what JSON.parse made of the text
 * @param text the JSON text of the event as decoded from UTF-8, for the digits that a double can't hold
 */
export function validateEvent(event: unknown, text: string, context: ValidationContext): ValidatedEvent {
  if (typeof event === 'object' && event !== null) {
    const warnings: EventError[] = [];
    const row = acceptEvent(event as Record<string, unknown>, text, context, warnings);
    if (row !== undefined) return { row, errors: [], warnings };
  }
  return examineEvent(event, text, context);
}
