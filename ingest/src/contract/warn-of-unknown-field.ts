import type { EventError } from './event-error.ts';
import type { EventType } from './event-types.ts';

/** Senders see what we ignore, but a sender who gets everything wrong must not fill our memory. */
const MAX_WARNINGS = 10;
const MAX_NAME = 100;

/** Says of a field of `data` that it is ignored; of the first few fields of an event. */
export function warnOfUnknownField(name: string, type: EventType, warnings: EventError[]): void {
  if (warnings.length === MAX_WARNINGS) return;
  const path = `data.${name.slice(0, MAX_NAME)}`;
  const message = `${path} is not a field of ${type}; it is ignored.`;
  warnings.push({ code: 'unknown_field', path, message });
}
