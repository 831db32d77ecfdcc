import { isUtf8 } from 'node:buffer';
import type { BodyForm } from './body-form.ts';
import { BodyText } from './body-text.ts';
import { MAX_EVENT_BYTES, MAX_EVENTS } from './limits.ts';
import type { ParsedEvent } from './parsed-event.ts';
import { RequestRefused } from './request-refused.ts';
import { splitArray } from './split-array.ts';

/**
 * Takes one event. It stands in the body from `start` to `end`, so that nobody needs to hold all events of a body, as
 * objects, only because one of them may be needed again.
 */
export type TakeEvent = (event: ParsedEvent, start: number, end: number) => void;

/**
 * Cuts a body into its events and parses each.
 * @param body UTF-8 bytes after decompression
 * @param take called for one event after the other, also before the body turns out to be unreadable
 * @throws RequestRefused when the body is not JSON in the form that its type says, or holds too many events. Lines
 * stand for themselves: a broken one spoils no other. An event that is too large is not parsed, whatever it is
 */
export function parseBody(body: Uint8Array, form: BodyForm, take: TakeEvent): void {
  const text = new BodyText(body);
  const isValid = isUtf8(body);
  if (form === 'lines') parseLines(text, isValid, take);
  else if (isValid) parseJson(text, form, take);
  else throw unreadable('The body is not UTF-8.');
}

const NEWLINE = 0x0a;
const OPEN_BRACKET = 0x5b;
const OPEN_BRACE = 0x7b;
const CUT_AT_USER_ID = /user[_\- ]?id["'\s:]*$/i;

function parseLines(text: BodyText, isValid: boolean, take: TakeEvent): void {
  const { bytes } = text;
  let count = 0;
  let cutAtUserId = false;
  for (let start = text.start; start < bytes.length; ) {
    const newline = bytes.indexOf(NEWLINE, start);
    const end = newline === -1 ? bytes.length : newline;
    const at = start;
    start = end + 1;
    if (at === end) continue;
    const line = text.slice(at, end);
    if (bytes[at] !== OPEN_BRACE && line.trim() === '') continue;
    if (count === MAX_EVENTS) throw tooManyEvents();
    count += 1;
    // In a line that is not UTF-8 the broken bytes have become U+FFFD: it is not what was meant.
    const isBroken = !isValid && !isUtf8(bytes.subarray(at, end));
    const tooLarge = isTooLarge(line, end - at);
    const value = tooLarge || isBroken ? undefined : parse(line);
    // An event that was cut after the name of its user id: what is no event in the next line may be the id itself.
    if (cutAtUserId && typeof value !== 'object')
      take({ text: '', value: undefined, tooLarge: false }, at, end);
    else take({ text: line, value, tooLarge }, at, end);
    cutAtUserId = value === undefined && CUT_AT_USER_ID.test(line);
  }
}

function parseJson(text: BodyText, form: Exclude<BodyForm, 'lines'>, take: TakeEvent): void {
  const elements = form === 'one' ? undefined : splitArray(text, MAX_EVENTS);
  if (elements !== undefined) {
    if (elements.length > MAX_EVENTS) throw tooManyEvents();
    for (let index = 0; index < elements.length; index += 1) {
      const [start, end] = elements[index]!;
      takeJson(text, start, end, `Event ${index} of the array is not JSON.`, take);
    }
  } else if (form === 'array') throw unreadable('The body is not a JSON array of events.');
  else {
    const isArray = text.bytes[firstByte(text)] === OPEN_BRACKET;
    if (isArray)
      throw unreadable(
        form === 'one' ? 'The body must be one event, not an array.' : 'The body is not JSON.',
      );
    takeJson(text, text.start, text.bytes.length, 'The body is not JSON.', take);
  }
}

/** Parses nothing large: what is deeply nested needs many times its size in memory, and it is refused anyway. */
function takeJson(text: BodyText, start: number, end: number, problem: string, take: TakeEvent): void {
  const element = text.slice(start, end);
  const tooLarge = isTooLarge(element, end - start);
  const value = tooLarge ? undefined : parse(element);
  if (value === undefined && !tooLarge) throw unreadable(problem);
  take({ text: element, value, tooLarge }, start, end);
}

/** Where the first character stands that is no JSON white space. */
function firstByte({ bytes, start }: BodyText): number {
  let at = start;
  while (bytes[at] === 0x20 || bytes[at] === 0x09 || bytes[at] === 0x0a || bytes[at] === 0x0d) at += 1;
  return at;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** White space around an event does not count. */
function isTooLarge(text: string, bytes: number): boolean {
  return bytes > MAX_EVENT_BYTES && Buffer.byteLength(text.trim()) > MAX_EVENT_BYTES;
}

function unreadable(detail: string): RequestRefused {
  return new RequestRefused(400, 'invalid_json', 'Unreadable body', detail);
}

function tooManyEvents(): RequestRefused {
  const detail = `A request holds at most ${MAX_EVENTS} events; send them in several requests.`;
  return new RequestRefused(413, 'too_large', 'Request too large', detail);
}
