import { Problem } from './problem.ts';

/** Where the next page begins, as a text that nobody has to understand. */
export function encodeCursor(position: readonly string[]): string {
  return Buffer.from(JSON.stringify(position)).toString('base64url');
}

/**
 * The position that `encodeCursor` was given.
 * @throws Problem 400 if the text is not a cursor with so many parts.
 */
export function decodeCursor(cursor: string, parts: number): string[] {
  try {
    const position: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (
      Array.isArray(position) &&
      position.length === parts &&
      position.every((part) => typeof part === 'string')
    ) {
      return position;
    }
  } catch {
    // Not even JSON: the same answer.
  }
  throw new Problem({
    status: 400,
    code: 'invalid_value',
    detail: 'cursor is not one that an answer gave as next_cursor.',
    errors: [{ path: 'cursor', code: 'invalid_value', message: 'must be next_cursor of an answer' }],
  });
}
