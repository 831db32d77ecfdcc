import { hash } from 'node:crypto';
import { EVENT_FIELDS } from './event-fields.ts';
import type { EventRow } from './event-row.ts';

/**
 * Tells whether two events of one identity say the same: a hash over what an event says after validation, so an
 * absent field and its default are the same, and so are 1.0 and 1. When it was received is no part of it. Unknown
 * fields are left out, so that fields added to the contract later do not change the hash of an event without them.
 * @returns 16 hex digits, most significant first; as a number it is `event_keys.content` (UInt64)
 */
export function contentHash(row: EventRow): string {
  // NUL is in no valid text, so it separates without doubt.
  let content = `${row.type}\0${row.time}\0${row.generation_id}\0${row.event_user_key}`;
  for (const { column } of EVENT_FIELDS[row.type].fields) {
    const value = row[column];
    if (value !== null && value !== '') content += `\0${column}\0${value}`;
  }
  return hash('sha256', content, 'hex').slice(0, 16);
}
