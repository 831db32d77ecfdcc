import { EVENT_FIELDS } from './event-fields.ts';
import type { EventRow } from './event-row.ts';
import { EVENT_TYPES } from './event-types.ts';
import { xxHash } from './xx-hash.ts';

/** By type: a character that stands for it, and the columns that its events may have. */
const SHAPES = new Map(
  EVENT_TYPES.map((type, index) => [
    type,
    {
      letter: String.fromCharCode(0x41 + index),
      columns: EVENT_FIELDS[type].fields.map(({ column }) => column),
    },
  ]),
);

/**
 * Tells whether two events of one identity say the same: a hash over what an event says after validation, so an
 * absent field and its default are the same, and so are 1.0 and 1. When it was received is no part of it.
 *
 * Only for comparing within this process: another version of the program may give an event another hash.
 * @returns an integer of 53 bits
 */
export function contentHash(row: EventRow): number {
  const { letter, columns } = SHAPES.get(row.type)!;
  const seconds = Math.floor(row.time / 1e6);
  // NUL is in no text, so it separates; each column has its place, and what is not known is nothing there.
  let content = `${letter}${row.generation_id}\0${row.event_user_key}\0${seconds}.${row.time - seconds * 1e6}`;
  for (let index = 0; index < columns.length; index += 1) {
    const value = row[columns[index]!];
    content += value === null ? '\0' : `\0${value}`;
  }
  return xxHash(content, 53);
}
