import { ENVELOPE_LIMITS } from './envelope-limits.ts';
import { isPlainText } from './is-plain-text.ts';

/**
 * Whether a value can be a generation id, the `subject` of an event.
 * @param mayBeBroken false where the text can hold neither a NUL nor half a surrogate pair, which then is not looked at
 */
export function isSubject(value: unknown, mayBeBroken: boolean): value is string {
  return typeof value === 'string' && value !== '' && isShort(value) && (!mayBeBroken || isPlainText(value));
}

/** Counts characters, not UTF-16 units, but only where that could make a difference. */
function isShort(value: string): boolean {
  const { subject } = ENVELOPE_LIMITS;
  return value.length <= subject || (value.length <= 2 * subject && [...value].length <= subject);
}
