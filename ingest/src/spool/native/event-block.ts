import { EVENT_COLUMNS, STORED_COLUMNS } from '../../contract/columns.ts';
import type { EventRow } from '../../contract/event-row.ts';
import { newEventRow } from '../../contract/new-event-row.ts';
import type { StoredEventRow } from '../../contract/stored-event-row.ts';
import type { Row } from './column-codec.ts';
import { decodeBlock } from './decode-block.ts';
import { blockColumns, encodeBlock } from './encode-block.ts';

/** The columns that tell events apart and place them: never left to a default. */
const ALWAYS: ReadonlySet<string> = new Set([
  'bucket',
  'type',
  'source',
  'id',
  'time',
  'generation_id',
  'received_at',
  'version',
]);
const OWN = blockColumns(EVENT_COLUMNS, ALWAYS);
const STORED = blockColumns(STORED_COLUMNS, ALWAYS);

/** Events as the spool keeps them: a Native block of their own columns. */
export function encodeEvents(rows: readonly EventRow[]): Buffer {
  return encodeBlock(OWN, rows as unknown as Row[]);
}

/** Whole rows of the table `events`: the body of `INSERT INTO events FORMAT Native`. */
export function encodeStoredEvents(rows: readonly StoredEventRow[]): Buffer {
  return encodeBlock(STORED, rows as unknown as Row[]);
}

/** @throws when the bytes are not what encodeEvents wrote */
export function decodeEvents(block: Uint8Array): EventRow[] {
  return decodeBlock(OWN, block, newEventRow);
}
