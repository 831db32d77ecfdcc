import { contentHash } from '../contract/content-hash.ts';
import type { EventError } from '../contract/event-error.ts';
import { eventKey } from '../contract/event-key.ts';
import type { EventRow } from '../contract/event-row.ts';
import { validateEvent } from '../contract/validate-event.ts';
import type { ValidationContext } from '../contract/validation-context.ts';
import { bodyForm } from './body-form.ts';
import type { CollectError } from './collect-answer.ts';
import type { CollectRequest } from './collect-request.ts';
import { decompress } from './decompress.ts';
import { MAX_EVENT_BYTES } from './limits.ts';
import { parseBody } from './parse-body.ts';
import type { ParsedEvent } from './parsed-event.ts';

/**
 * The right events of a request, besides their rows: what stands at one place of each list belongs to one event. Lists of
 * numbers, because an object for each event would live until the events are durable.
 */
export interface ReadEvents {
  indexes: number[];
  /** Where they stand in the body of the request. */
  starts: number[];
  ends: number[];
  keys: number[];
  contents: number[];
}

/**
 * A wrong event of a request. Not as the object that JSON.parse made of it: a request may hold many, and deeply nested ones take a
 * hundred times the memory of their text.
 */
export interface RefusedEvent {
  index: number;
  /** Null where it can't be read. */
  id: string | null;
  text: string;
  /** Whether the text is JSON that may be parsed: neither broken nor too large. */
  isReadable: boolean;
  errors: EventError[];
}

export interface ReadRequest {
  total: number;
  /** After decompression. */
  body: Uint8Array;
  events: ReadEvents;
  /** Of the right events. */
  rows: EventRow[];
  refused: RefusedEvent[];
  warnings: CollectError[];
}

const MAX_WARNINGS = 100;

/**
 * Reads the events of a request and checks each. Depends on nothing but its arguments, so it can run in any thread.
 * @throws RequestRefused
 */
export function readRequest(request: CollectRequest, context: ValidationContext): ReadRequest {
  const form = bodyForm(request.contentType);
  const body = decompress(request.body, request.contentEncoding);
  const events: ReadEvents = { indexes: [], starts: [], ends: [], keys: [], contents: [] };
  const result: ReadRequest = { total: 0, body, events, rows: [], refused: [], warnings: [] };
  parseBody(body, form, (parsed, start, end) => {
    readEvent(parsed, start, end, context, result);
    result.total += 1;
  });
  if (request.backfill && !request.resent) for (const row of result.rows) row.imported = 1;
  return result;
}

function readEvent(
  parsed: ParsedEvent,
  start: number,
  end: number,
  context: ValidationContext,
  result: ReadRequest,
): void {
  const index = result.total;
  const unreadable = whyUnreadable(parsed);
  if (unreadable !== undefined) {
    result.refused.push({ index, id: null, text: parsed.text, isReadable: false, errors: [unreadable] });
    return;
  }
  const { row, errors, warnings } = validateEvent(parsed.value, parsed.text, context);
  if (result.warnings.length < MAX_WARNINGS) {
    for (const warning of warnings) result.warnings.push({ index, id: idOf(parsed.value), ...warning });
    result.warnings.length = Math.min(result.warnings.length, MAX_WARNINGS);
  }
  if (errors.length > 0) {
    const { text, value } = parsed;
    result.refused.push({ index, id: idOf(value), text, isReadable: true, errors });
  } else {
    const { events, rows } = result;
    rows.push(row);
    events.indexes.push(index);
    events.starts.push(start);
    events.ends.push(end);
    events.keys.push(eventKey(row.source, row.id));
    events.contents.push(contentHash(row));
  }
}

function whyUnreadable(parsed: ParsedEvent): EventError | undefined {
  if (parsed.tooLarge) {
    const message = `The event is larger than ${MAX_EVENT_BYTES / 1024} KiB, which is the most that one event may have.`;
    return { code: 'too_large', path: '', message };
  }
  if (parsed.value === undefined) {
    return {
      code: 'invalid_json',
      path: '',
      message: 'The line is not JSON in UTF-8; each line must be one whole event.',
    };
  }
  return undefined;
}

/** The event's id for an answer; null where it can't be read. */
function idOf(value: unknown): string | null {
  const id = typeof value === 'object' && value !== null ? (value as { id?: unknown }).id : undefined;
  return typeof id === 'string' ? id : null;
}
