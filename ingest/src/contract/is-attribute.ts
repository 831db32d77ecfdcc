import { ENVELOPE_LIMITS } from './envelope-limits.ts';
import { isPlainText } from './is-plain-text.ts';

/**
 * Whether a value can be the `id` or the `source` of an event.
 * @param mayBeBroken false where the text can hold neither a NUL nor half a surrogate pair, which then is not looked at
 */
export function isAttribute(value: unknown, mayBeBroken: boolean): value is string {
  return (
    typeof value === 'string' &&
    value !== '' &&
    value.length <= ENVELOPE_LIMITS.attribute &&
    (!mayBeBroken || isPlainText(value))
  );
}
