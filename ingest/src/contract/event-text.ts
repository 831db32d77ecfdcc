import { EVENT_COLUMNS } from './columns.ts';
import { EVENT_FIELDS } from './event-fields.ts';
import type { EventRow } from './event-row.ts';

/**
 * The CloudEvent that a row was made of, as JSON text: what a person sees, mends and sends again. Unknown fields of the
 * original are gone, defaults are written out, and the user id is `user_key:<user key>`.
 */
export function eventText(row: EventRow): string {
  const data = EVENT_FIELDS[row.type].fields.flatMap(({ name, column }) => {
    const value = row[column];
    return value === null || value === '' ? [] : [`${JSON.stringify(name)}:${literal(column, value)}`];
  });
  if (row.event_user_key !== '') data.unshift(`"user_id":"user_key:${row.event_user_key}"`);
  const attributes = {
    specversion: '1.0',
    id: row.id,
    source: row.source,
    type: row.type,
    time: formatTime(row.time),
    subject: row.generation_id || undefined,
  };
  return `${JSON.stringify(attributes).slice(0, -1)},"data":{${data.join(',')}}}`;
}

/** A decimal is written with all its digits, which JSON.stringify could not do. */
function literal(column: keyof EventRow, value: string | number | boolean): string {
  return EVENT_COLUMNS[column].includes('Decimal') ? String(value) : JSON.stringify(value);
}

/** RFC 3339 with microseconds. */
function formatTime(microseconds: number): string {
  const milliseconds = Math.floor(microseconds / 1000);
  const rest = String(microseconds - milliseconds * 1000).padStart(3, '0');
  return new Date(milliseconds).toISOString().replace('Z', `${rest}Z`);
}
