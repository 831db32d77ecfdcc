import { EVENT_COLUMNS, FACT_COLUMNS } from '../../contract/columns.ts';
import type { EventRow } from '../../contract/event-row.ts';
import type { GenerationFacts } from '../../contract/generation-facts.ts';
import { newEventRow } from '../../contract/new-event-row.ts';
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
const FACTS = blockColumns(FACT_COLUMNS, ALWAYS);
const VERSION = blockColumns({ version: 'UInt64' }, ALWAYS);

/** Events as the spool keeps them: a Native block of their own columns. */
export function encodeEvents(rows: readonly EventRow[]): Buffer {
  return encodeBlock({ columns: OWN, rows: asRows(rows) });
}

/**
 * Whole rows of the table `events`: the body of `INSERT INTO events FORMAT Native`.
 * @param facts of the generation of each event, in the order of the events
 * @param version of all rows
 */
export function encodeStoredEvents(
  events: readonly EventRow[],
  facts: readonly GenerationFacts[],
  version: number,
): Buffer {
  return encodeBlock(
    { columns: OWN, rows: asRows(events) },
    { columns: FACTS, rows: asRows(facts) },
    { columns: VERSION, rows: new Array<Row>(events.length).fill({ version }) },
  );
}

/** @throws when the bytes are not what encodeEvents wrote */
export function decodeEvents(block: Uint8Array): EventRow[] {
  return decodeBlock(OWN, block, newEventRow);
}

/** Rows are read by the names of their columns here. */
function asRows(rows: readonly (EventRow | GenerationFacts)[]): readonly Row[] {
  return rows as unknown as readonly Row[];
}
