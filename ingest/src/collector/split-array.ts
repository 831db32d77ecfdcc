import type { BodyText } from './body-text.ts';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;

/**
 * Finds the elements of a JSON array without parsing them. So each event has its own text: its size can be measured,
 * and one JSON.parse per event is faster than one for all. UTF-8 has no byte of these characters within another.
 * @param max no more than one element beyond this number is found
 * @returns where each element starts and ends, or undefined when the text is not an array by its brackets and commas;
 * elements may still be no JSON
 */
export function splitArray(text: BodyText, max: number): [start: number, end: number][] | undefined {
  const { bytes } = text;
  const elements: [number, number][] = [];
  let depth = 0;
  let start = text.start;
  for (let at = text.start; at < bytes.length; at += 1) {
    const code = bytes[at]!;
    if (code === QUOTE) {
      at = endOfString(bytes, at);
      if (at === -1) return undefined;
    } else if (code === OPEN_BRACKET || code === OPEN_BRACE) {
      depth += 1;
      if (depth > 1) continue;
      if (code === OPEN_BRACE || !isBlank(text, start, at)) return undefined;
      start = at + 1;
    } else if (code === CLOSE_BRACKET || code === CLOSE_BRACE) {
      depth -= 1;
      if (depth > 0) continue;
      if (code === CLOSE_BRACE || depth < 0 || !isBlank(text, at + 1, bytes.length)) return undefined;
      if (elements.length > 0 || !isBlank(text, start, at)) elements.push([start, at]);
      return elements;
    } else if (code === COMMA && depth === 1) {
      elements.push([start, at]);
      if (elements.length > max) return elements;
      start = at + 1;
    }
  }
  return undefined;
}

function isBlank(text: BodyText, start: number, end: number): boolean {
  return text.slice(start, end).trim() === '';
}

/** Where the string that starts at `at` has its closing quote; -1 when it has none. */
function endOfString(bytes: Uint8Array, at: number): number {
  for (let end = at + 1; end < bytes.length; end += 1) {
    const code = bytes[end]!;
    if (code === BACKSLASH) end += 1;
    else if (code === QUOTE) return end;
  }
  return -1;
}
