/** A NUL is in no valid text of an event, so a string that starts with it is one of ours. */
const MARK = '\\u0000';
const STRING_OR_NUMBER = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d[\d.eE+-]*/gs;
/** A double carries every number of up to 15 digits there and back. The colon before it makes the search fast. */
const LONG_NUMBER = /:\s*-?[\d.]{16}/;

/**
 * Finds the digits that JSON.parse loses: a JSON number may have more digits than a double can hold.
 * @param text the JSON text of an event that JSON.parse takes
 * @returns undefined when a double holds every number of the text; else the numbers of `data` by name, as written
 */
export function exactNumbers(text: string): Record<string, string> | undefined {
  if (!LONG_NUMBER.test(text)) return undefined;
  const marked = text.replace(STRING_OR_NUMBER, (token) =>
    token.startsWith('"') ? token : `"${MARK}${token}"`,
  );
  const { data } = JSON.parse(marked) as { data: Record<string, unknown> };
  const numbers: Record<string, string> = {};
  for (const [name, value] of Object.entries(data)) {
    if (typeof value === 'string' && value.startsWith('\0')) numbers[name] = value.slice(1);
  }
  return numbers;
}
