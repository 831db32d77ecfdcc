import { EVENT_COLUMNS } from '../../contract/columns.ts';
import type { EventRow } from '../../contract/event-row.ts';
import { newEventRow } from '../../contract/new-event-row.ts';
import { ByteReader } from './byte-reader.ts';
import { ByteWriter } from './byte-writer.ts';
import type { Column, ColumnPart, ColumnValue, RowNumbers } from './column.ts';
import { decodeEvents, encodeEvents } from './event-block.ts';
import { FixedColumn } from './fixed-column.ts';
import { factColumns, type StoredFacts } from './stored-facts.ts';
import { TextColumn } from './text-column.ts';
import { WordColumn } from './word-column.ts';

export type EventColumn = keyof EventRow;

const TYPES: ReadonlyMap<string, string> = new Map(Object.entries(EVENT_COLUMNS));
const DEFAULTS = newEventRow();

/**
 * Events as columns: what encodeEvents wrote, looked at without making an object of each event. A column that is not
 * there has its default in all rows. A block never changes; its columns may be views over the bytes that it was
 * decoded from, so these must not change either.
 */
export class Block {
  readonly rows: number;
  readonly #columns: ReadonlyMap<string, Column>;

  private constructor(rows: number, columns: ReadonlyMap<string, Column>) {
    this.rows = rows;
    this.#columns = columns;
  }

  /**
   * @param bytes what encodeEvents wrote; without copying
   * @throws when the bytes are not a whole block
   */
  static decode(bytes: Uint8Array): Block {
    const reader = new ByteReader(bytes);
    const count = reader.varint();
    const rows = reader.varint();
    const columns = new Map<string, Column>();
    for (let index = 0; index < count; index += 1) {
      const name = reader.text();
      const type = reader.text();
      // The block is older than this program, which writes the column in another way: it is put right event by event.
      if (TYPES.get(name) !== type) return Block.of(decodeEvents(bytes));
      columns.set(name, readColumn(reader, rows, name, type));
    }
    if (!reader.atEnd) throw new TypeError('There is more in the block than its columns.');
    return new Block(rows, columns);
  }

  static of(events: readonly EventRow[]): Block {
    return Block.decode(encodeEvents(events));
  }

  /** The rows of all blocks, one block after the other. */
  static concat(blocks: readonly Block[]): Block {
    if (blocks.length === 1) return blocks[0]!;
    let rows = 0;
    for (const block of blocks) rows += block.rows;
    const columns = new Map<string, Column>();
    for (const [name, type] of TYPES) {
      if (!blocks.some((block) => block.has(name as EventColumn))) continue;
      const parts = blocks.map((block) => ({ column: block.#columns.get(name), rows: block.rows }));
      columns.set(name, concatColumns(type, parts, rows));
    }
    return new Block(rows, columns);
  }

  /** False when every row has the default of this column. */
  has(column: EventColumn): boolean {
    return this.#columns.has(column);
  }

  /** A value as EventRow holds it. */
  value<K extends EventColumn>(column: K, row: number): EventRow[K] {
    const found = this.#columns.get(column);
    return (found === undefined ? DEFAULTS[column] : found.value(row)) as EventRow[K];
  }

  /** A text, the word of an Enum8 or the digits of a decimal; '' when it is not known. */
  text(column: EventColumn, row: number): string {
    return String(this.value(column, row) ?? '');
  }

  /**
   * Copies the UTF-8 of a text of a String column.
   * @param at where to
   * @returns where it ends
   */
  copyText(column: EventColumn, row: number, to: Uint8Array, at: number): number {
    const found = this.#columns.get(column);
    if (found === undefined) return at;
    if (found instanceof TextColumn) return found.copyText(row, to, at);
    throw new TypeError(`${column} is no String column.`);
  }

  /** One event as an object. */
  row(row: number): EventRow {
    const event = newEventRow() as unknown as Record<string, ColumnValue>;
    for (const [name, column] of this.#columns) event[name] = column.value(row);
    return event as unknown as EventRow;
  }

  /** All texts of a column of texts, in the order of the rows. */
  texts(column: EventColumn): string[] {
    const found = this.#columns.get(column);
    if (found === undefined) return new Array<string>(this.rows).fill('');
    if (found instanceof TextColumn || found instanceof WordColumn) return found.values();
    throw new TypeError(`${column} is no column of texts.`);
  }

  /** A LowCardinality column as it is: texts by number, the first of them '', and the number of each row's text. */
  words(column: EventColumn): Pick<WordColumn, 'dictionary' | 'indexes'> {
    const found = this.#columns.get(column);
    if (found === undefined) return { dictionary: [''], indexes: new Uint8Array(this.rows) };
    if (found instanceof WordColumn) return found;
    throw new TypeError(`${column} is no LowCardinality column.`);
  }

  /** Microseconds since 1970 of all rows. */
  times(): Float64Array {
    return this.#fixed('time')?.integers64() ?? new Float64Array(this.rows);
  }

  /** The buckets of all rows, in seconds since 1970. */
  buckets(): Uint32Array {
    return this.#fixed('bucket')?.integers32() ?? new Uint32Array(this.rows);
  }

  /** The types of all rows: `EVENT_TYPES[code - 1]`. */
  typeCodes(): Uint8Array {
    return this.#fixed('type')?.bytes ?? new Uint8Array(this.rows).fill(1);
  }

  /** @param rows the rows of the new block, in this order; a row may stand there more than once */
  select(rows: RowNumbers): Block {
    const columns = new Map<string, Column>();
    for (const [name, column] of this.#columns) columns.set(name, column.select(rows));
    return new Block(rows.length, columns);
  }

  /**
   * The bytes of a Native block: the events' own columns as the spool keeps them, or, with facts, whole rows of the
   * table `events`: the body of `INSERT INTO events FORMAT Native`.
   */
  encode(stored?: StoredFacts): Buffer {
    const columns = [...this.#columns, ...(stored === undefined ? [] : factColumns(stored))];
    const bytes = columns.reduce((sum, [, column]) => sum + column.byteLength, 0);
    const writer = new ByteWriter(16_384 + bytes);
    writer.varint(columns.length);
    writer.varint(this.rows);
    for (const [name, column] of columns) {
      writer.text(name);
      writer.text(column.type);
      column.write(writer);
    }
    return writer.finish();
  }

  #fixed(column: EventColumn): FixedColumn | undefined {
    const found = this.#columns.get(column);
    if (found === undefined || found instanceof FixedColumn) return found;
    throw new TypeError(`${column} is a column of texts.`);
  }
}

function readColumn(reader: ByteReader, rows: number, name: string, type: string): Column {
  if (type === 'String') return TextColumn.read(reader, rows);
  if (type === 'LowCardinality(String)') return WordColumn.read(reader, rows, name);
  return FixedColumn.read(reader, rows, type);
}

function concatColumns(type: string, parts: readonly ColumnPart<Column>[], rows: number): Column {
  // Blocks hold columns of today's types alone, so all parts are of one class.
  if (type === 'String') return TextColumn.concat(parts as ColumnPart<TextColumn>[], rows);
  if (type === 'LowCardinality(String)') return WordColumn.concat(parts as ColumnPart<WordColumn>[], rows);
  return FixedColumn.concat(type, parts as ColumnPart<FixedColumn>[], rows);
}
