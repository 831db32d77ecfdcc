import { hash } from 'node:crypto';
import { EVENT_FIELDS } from './event-fields.ts';
import type { EventRow } from './event-row.ts';

/** By type: what may be said, each with the words that go before its value. NUL is in no text, so it separates. */
const PARTS = new Map(
  Object.entries(EVENT_FIELDS).map(([type, { fields }]) => [
    type,
    fields.map(({ column }) => ({ column, label: `\0${column}\0` })),
  ]),
);

/**
 * Tells whether two events of one identity say the same: a hash over what an event says after validation, so an
 * absent field and its default are the same, and so are 1.0 and 1. When it was received is no part of it. Unknown
 * fields are left out, so that fields added to the contract later do not change the hash of an event without them.
 * @returns 16 hex digits, most significant first; as a number it is `event_keys.content` (UInt64)
 */
export function contentHash(row: EventRow): string {
  let content = `${row.type}\0${row.time}\0${row.generation_id}\0${row.event_user_key}`;
  for (const { column, label } of PARTS.get(row.type)!) {
    const value = row[column];
    if (value !== null && value !== '') content += label + value;
  }
  return hash('sha256', content, 'hex').slice(0, 16);
}
