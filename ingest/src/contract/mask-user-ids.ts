import { writeUserKey } from './user-key.ts';
import type { ValidationContext } from './validation-context.ts';

/** `user_id`, also in the spellings that people use by mistake and as a part of a longer name such as `end_user_id`. */
const IS_NAME = /user[_\- ]?id/i;
const NAME = /user[_\- ]?id/gi;
/** What may follow the name and is safe to understand: a plain text or an integer that is complete. */
const VALUE = /"?\s*:\s*(?:"([^"\\]*)"|(-?\d+))(?=\s*[,}])/y;
const ESCAPED_WORD_CHARACTER = /\\u00(3\d|[46][1-9a-f]|[57][0-9a]|5f)/gi;
const MASK = '[masked]';

/**
 * The text of an event as we may keep it: every user id in it, however deep, replaced by `user_key:<user key>`.
 * @param event what JSON.parse made of the text, or undefined when it is not JSON: then everything is masked that
 * follows the words `user_id` and is not plainly something else
 */
export function maskUserIds(text: string, event: unknown, context: ValidationContext): string {
  if (event === undefined) return maskText(text, context);
  try {
    // Written anew rather than replaced in the text, which may hold a name twice and spell it with escapes.
    return JSON.stringify(event, (name, value) => {
      if (IS_NAME.test(name)) return maskValue(value, context);
      return typeof value === 'string' ? maskText(value, context) : value;
    });
  } catch {
    // Nested so deeply that JSON.stringify gives up.
    return maskText(text, context);
  }
}

function maskValue(value: unknown, context: ValidationContext): unknown {
  if (value === null || value === '') return value;
  return writeUserKey(typeof value === 'string' ? value : JSON.stringify(value), context);
}

function maskText(text: string, context: ValidationContext): string {
  const plain = text.replace(ESCAPED_WORD_CHARACTER, (_, code) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
  let masked = '';
  let done = 0;
  for (const { 0: name, index } of plain.matchAll(NAME)) {
    const end = index + name.length;
    if (index < done) continue;
    VALUE.lastIndex = end;
    const value = VALUE.exec(plain);
    if (value === null) return `${masked}${plain.slice(done, end)}${MASK}`;
    masked += `${plain.slice(done, end)}":"${writeUserKey(value[1] ?? value[2]!, context)}"`;
    done = VALUE.lastIndex;
  }
  return masked + plain.slice(done);
}
