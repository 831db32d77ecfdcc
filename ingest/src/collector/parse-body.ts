import { isUtf8 } from 'node:buffer';
import type { BodyForm } from './body-form.ts';
import { MAX_EVENT_BYTES, MAX_EVENTS } from './limits.ts';
import { RequestRefused } from './request-refused.ts';
import { splitArray } from './split-array.ts';

/** One event of a body before it is checked against the contract. */
export interface ParsedEvent {
  /** Its JSON text. */
  text: string;
  /** What JSON.parse made of the text; undefined when it was not parsed, because it is no JSON or too large. */
  value: unknown;
  tooLarge: boolean;
}

/**
 * Cuts a body into its events and parses each.
 * @param body UTF-8 bytes after decompression
 * @throws RequestRefused when the body is not JSON in the form that its type says, or holds too many events. Lines
 * stand for themselves: a broken one spoils no other
 */
export function parseBody(body: Uint8Array, form: BodyForm): ParsedEvent[] {
  const text = new TextDecoder().decode(body);
  if (form === 'lines') return parseLines(text, isUtf8(body));
  if (!isUtf8(body)) throw unreadable('The body is not UTF-8.');
  return parseJson(text, form);
}

const CUT_AT_USER_ID = /user[_\- ]?id["'\s:]*$/i;

function parseLines(text: string, isValid: boolean): ParsedEvent[] {
  const events: ParsedEvent[] = [];
  let cutAtUserId = false;
  for (let start = 0; start < text.length; ) {
    const newline = text.indexOf('\n', start);
    const end = newline === -1 ? text.length : newline;
    const line = text.slice(start, end);
    start = end + 1;
    if (line.trim() === '') continue;
    if (events.length === MAX_EVENTS) throw tooManyEvents();
    // In a body that is not UTF-8 the broken bytes have become U+FFFD: those lines are not what was meant.
    const isBroken = !isValid && line.includes('\ufffd');
    const tooLarge = isTooLarge(line);
    const value = tooLarge || isBroken ? undefined : parse(line);
    // An event that was cut after the name of its user id: what is no event in the next line may be the id itself.
    if (cutAtUserId && typeof value !== 'object')
      events.push({ text: '', value: undefined, tooLarge: false });
    else events.push({ text: line, value, tooLarge });
    cutAtUserId = value === undefined && CUT_AT_USER_ID.test(line);
  }
  return events;
}

function parseJson(text: string, form: Exclude<BodyForm, 'lines'>): ParsedEvent[] {
  const elements = form === 'one' ? undefined : splitArray(text, MAX_EVENTS);
  if (elements === undefined && form === 'array') throw unreadable('The body is not a JSON array of events.');
  const texts = elements ?? [text];
  if (texts.length > MAX_EVENTS) throw tooManyEvents();
  return texts.map((element, index) => {
    const value = parse(element);
    if (value === undefined)
      throw unreadable(
        elements === undefined ? 'The body is not JSON.' : `Event ${index} of the array is not JSON.`,
      );
    if (elements === undefined && Array.isArray(value))
      throw unreadable('The body must be one event, not an array.');
    return { text: element, value, tooLarge: isTooLarge(element) };
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** UTF-8 needs 1 to 3 bytes for each UTF-16 unit, so most texts need no counting. */
function isTooLarge(text: string): boolean {
  return text.length * 3 > MAX_EVENT_BYTES && Buffer.byteLength(text.trim()) > MAX_EVENT_BYTES;
}

function unreadable(detail: string): RequestRefused {
  return new RequestRefused(400, 'invalid_json', 'Unreadable body', detail);
}

function tooManyEvents(): RequestRefused {
  const detail = `A request holds at most ${MAX_EVENTS} events; send them in several requests.`;
  return new RequestRefused(413, 'too_large', 'Request too large', detail);
}
