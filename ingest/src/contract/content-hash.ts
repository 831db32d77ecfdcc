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
const number = new Float64Array(1);
const words = new Uint32Array(number.buffer);

/**
 * Tells whether two events of one identity say the same: a hash over what an event says after validation, so an
 * absent field and its default are the same, and so are 1.0 and 1. When it was received is no part of it.
 *
 * Only for comparing within this process: another version of the program may give an event another hash.
 * @returns an integer of 53 bits
 */
export function contentHash(row: EventRow): number {
  const { letter, columns } = SHAPES.get(row.type)!;
  // NUL is in no text, so it separates; each column has its place, and what is not known is nothing there.
  let texts = `${letter}${row.generation_id}\0${row.event_user_key}`;
  // Numbers are hashed by their bits: writing them as text would take longer than all the rest.
  number[0] = row.time;
  let low = mix(words[0]!, words[1]!);
  let high = mix(words[1]!, words[0]!);
  for (let index = 0; index < columns.length; index += 1) {
    const value = row[columns[index]!];
    if (typeof value === 'string') texts += `\0${value}`;
    else {
      number[0] = value === null ? Number.NEGATIVE_INFINITY : Number(value);
      low = mix(mix(low, words[0]!), words[1]!);
      high = mix(mix(high, words[1]!), words[0]!);
    }
  }
  const hash = xxHash(texts);
  return (mix(high, hash[1]!) >>> 0) * 2 ** 21 + (mix(low, hash[0]!) >>> 11);
}

/** One step of MurmurHash3 of 32 bits. */
function mix(hash: number, word: number): number {
  const multiplied = Math.imul(word, 0xcc9e2d51);
  const mixed = hash ^ Math.imul((multiplied << 15) | (multiplied >>> 17), 0x1b873593);
  return (Math.imul((mixed << 13) | (mixed >>> 19), 5) + 0xe6546b64) | 0;
}
