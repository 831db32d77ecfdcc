import { isPlainText } from './is-plain-text.ts';
import { pseudonym } from './pseudonym.ts';
import { rememberedPseudonym } from './remembered-pseudonym.ts';
import type { ValidationContext } from './validation-context.ts';

const MAX_USER_ID = 1024;
const PREFIX = 'user_key:';
const WRITTEN_USER_KEY = /^user_key:[0-9a-f]{32}$/;

/** What a right user id is, as words that follow 'must be'. */
export const USER_ID_EXPECTED = `a text of 1 to ${MAX_USER_ID} characters without NUL or broken surrogate pairs`;

/**
 * The user key that a user id stands for.
 * @param userId what the event says
 * @returns undefined when it is not a user id
 */
export function readUserKey(userId: unknown, context: ValidationContext): string | undefined {
  if (typeof userId !== 'string' || userId === '' || userId.length > MAX_USER_ID || !isPlainText(userId))
    return undefined;
  if (context.resent && WRITTEN_USER_KEY.test(userId)) return userId.slice(PREFIX.length);
  return rememberedPseudonym(userId, context.pseudonymKey);
}

/** How a text that we keep writes a user id, so that the text can be mended and sent again. */
export function writeUserKey(userId: string, context: ValidationContext): string {
  if (context.resent && WRITTEN_USER_KEY.test(userId)) return userId;
  return PREFIX + pseudonym(userId, context.pseudonymKey);
}
