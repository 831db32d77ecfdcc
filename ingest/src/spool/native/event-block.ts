import { EVENT_COLUMNS } from '../../contract/columns.ts';
import { EVENT_FIELDS } from '../../contract/event-fields.ts';
import type { EventRow } from '../../contract/event-row.ts';
import { EVENT_TYPES } from '../../contract/event-types.ts';
import { newEventRow } from '../../contract/new-event-row.ts';
import type { RowNumbers } from './column.ts';
import type { Row } from './column-codec.ts';
import { decodeBlock } from './decode-block.ts';
import { blockColumns, encodeBlock } from './encode-block.ts';
import { firstRows } from './first-rows.ts';

/** The columns that tell events apart and place them: never left to a default. */
const ALWAYS: ReadonlySet<string> = new Set([
  'bucket',
  'type',
  'source',
  'id',
  'time',
  'generation_id',
  'received_at',
]);
const COLUMNS = blockColumns(EVENT_COLUMNS, ALWAYS);
const TYPE_NUMBERS: ReadonlyMap<string, number> = new Map(EVENT_TYPES.map((type, number) => [type, number]));
/** The types, by their numbers, whose `data` may fill a column. A column that is not here may be filled by any event. */
const TYPES_OF_COLUMN = typesOfColumns();

function typesOfColumns(): ReadonlyMap<string, readonly number[]> {
  const types = new Map<string, number[]>();
  for (const [number, type] of EVENT_TYPES.entries()) {
    for (const { column } of EVENT_FIELDS[type].fields)
      types.set(column, [...(types.get(column) ?? []), number]);
  }
  return types;
}

/**
 * Events as the spool keeps them: a Native block of their own columns.
 * @param events as validation makes them: a column that is no field of an event's type is not looked at
 */
export function encodeEvents(events: readonly EventRow[]): Buffer {
  const all = firstRows(events.length);
  const ofType = rowsByType(events);
  const usedBy = (column: string): RowNumbers => {
    const types = TYPES_OF_COLUMN.get(column);
    if (types === undefined) return all;
    return types.length === 1 ? ofType[types[0]!]! : joined(types.map((type) => ofType[type]!));
  };
  return encodeBlock(COLUMNS, events as unknown as readonly Row[], usedBy);
}

/** @throws when the bytes are not what encodeEvents wrote */
export function decodeEvents(block: Uint8Array): EventRow[] {
  return decodeBlock(COLUMNS, block, newEventRow);
}

function rowsByType(events: readonly EventRow[]): Uint32Array[] {
  const counts = new Uint32Array(EVENT_TYPES.length);
  const numbers = new Uint8Array(events.length);
  for (let row = 0; row < events.length; row += 1) {
    const number = TYPE_NUMBERS.get(events[row]!.type)!;
    numbers[row] = number;
    counts[number]! += 1;
  }
  const rows = Array.from(counts, (count) => new Uint32Array(count));
  for (let row = events.length - 1; row >= 0; row -= 1) {
    const number = numbers[row]!;
    counts[number]! -= 1;
    rows[number]![counts[number]!] = row;
  }
  return rows;
}

function joined(parts: readonly Uint32Array[]): Uint32Array {
  const whole = new Uint32Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
