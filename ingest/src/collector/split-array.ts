const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;

/**
 * Cuts the text of a JSON array into the texts of its elements, without parsing them. So each event has its own text:
 * its size can be measured, and one JSON.parse per event is faster than one for all.
 * @param max no more than one element beyond this number is cut
 * @returns undefined when the text is not an array by its brackets and commas; elements may still be no JSON
 */
export function splitArray(text: string, max: number): string[] | undefined {
  const elements: string[] = [];
  let depth = 0;
  let start = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) {
      at = endOfString(text, at);
      if (at === -1) return undefined;
    } else if (code === 0x5b || code === 0x7b) {
      depth += 1;
      if (depth === 1) {
        if (code === 0x7b || text.slice(0, at).trim() !== '') return undefined;
        start = at + 1;
      }
    } else if (code === 0x5d || code === 0x7d) {
      depth -= 1;
      if (depth > 0) continue;
      if (code === 0x7d || depth < 0 || text.slice(at + 1).trim() !== '') return undefined;
      const last = text.slice(start, at);
      if (elements.length > 0 || last.trim() !== '') elements.push(last);
      return elements;
    } else if (code === COMMA && depth === 1) {
      elements.push(text.slice(start, at));
      if (elements.length > max) return elements;
      start = at + 1;
    }
  }
  return undefined;
}

/** Where the string that starts at `at` has its closing quote; -1 when it has none. */
function endOfString(text: string, at: number): number {
  for (let end = at + 1; end < text.length; end += 1) {
    const code = text.charCodeAt(end);
    if (code === BACKSLASH) end += 1;
    else if (code === QUOTE) return end;
  }
  return -1;
}
