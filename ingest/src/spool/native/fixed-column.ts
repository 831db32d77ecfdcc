import type { ByteReader } from './byte-reader.ts';
import type { ByteWriter } from './byte-writer.ts';
import type { Column, ColumnPart, ColumnValue, RowNumbers } from './column.ts';
import type { FixedType } from './fixed-codec.ts';
import { fixedTypeOf } from './fixed-types.ts';

/** What is the same for all columns of one type. */
interface Kind {
  type: string;
  fixed: FixedType<unknown>;
  nullable: boolean;
  /** A row that is left out: NULL where the type has it, else this byte (an Enum8's first number) or zeros. */
  defaultByte: number;
}

const KINDS = new Map<string, Kind>();

function kindOf(type: string): Kind {
  let kind = KINDS.get(type);
  if (kind === undefined) {
    const inner = /^Nullable\((.+)\)$/.exec(type)?.[1];
    const fixed = fixedTypeOf(inner ?? type);
    if (fixed === undefined) throw new TypeError(`There is no column of the type ${type}.`);
    const first = new DataView(new ArrayBuffer(fixed.size));
    if (inner === undefined) fixed.set(first, 0, fixed.empty);
    kind = { type, fixed, nullable: inner !== undefined, defaultByte: first.getUint8(0) };
    KINDS.set(type, kind);
  }
  return kind;
}

/** Values that all have the same number of bytes, one after the other; before them a byte each that says what is NULL. */
export class FixedColumn implements Column {
  readonly #kind: Kind;
  readonly #view: DataView;
  /** One byte a row, 1 = NULL; undefined when the type has no NULL. */
  readonly #nulls: Uint8Array | undefined;
  readonly bytes: Uint8Array;

  private constructor(kind: Kind, nulls: Uint8Array | undefined, bytes: Uint8Array) {
    this.#kind = kind;
    this.#nulls = nulls;
    this.bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /** @param bytes the values of a type without NULL */
  static of(type: string, bytes: Uint8Array): FixedColumn {
    return new FixedColumn(kindOf(type), undefined, bytes);
  }

  static read(reader: ByteReader, rows: number, type: string): FixedColumn {
    const kind = kindOf(type);
    const nulls = kind.nullable ? reader.view8(rows) : undefined;
    return new FixedColumn(kind, nulls, reader.view8(rows * kind.fixed.size));
  }

  static concat(type: string, parts: readonly ColumnPart<FixedColumn>[], rows: number): FixedColumn {
    const kind = kindOf(type);
    const { size } = kind.fixed;
    const nulls = kind.nullable ? new Uint8Array(rows) : undefined;
    const bytes = new Uint8Array(rows * size);
    let at = 0;
    for (const { column, rows: count } of parts) {
      if (column === undefined) {
        nulls?.fill(1, at, at + count);
        if (kind.defaultByte !== 0) bytes.fill(kind.defaultByte, at, at + count);
      } else {
        if (column.#nulls !== undefined) nulls?.set(column.#nulls, at);
        bytes.set(column.bytes, at * size);
      }
      at += count;
    }
    return new FixedColumn(kind, nulls, bytes);
  }

  get type(): string {
    return this.#kind.type;
  }

  get byteLength(): number {
    return this.bytes.byteLength + (this.#nulls?.byteLength ?? 0);
  }

  value(row: number): ColumnValue {
    const { fixed } = this.#kind;
    if (this.#nulls !== undefined && this.#nulls[row] === 1) return null;
    return fixed.get(this.#view, row * fixed.size) as ColumnValue;
  }

  /** All values of a column of 64-bit integers that a double holds exactly. */
  integers64(): Float64Array {
    const view = this.#view;
    const values = new Float64Array(view.byteLength / 8);
    for (let row = 0; row < values.length; row += 1)
      values[row] = view.getUint32(row * 8, true) + view.getInt32(row * 8 + 4, true) * 2 ** 32;
    return values;
  }

  /** All values of a column of 32-bit integers. */
  integers32(): Uint32Array {
    const view = this.#view;
    const values = new Uint32Array(view.byteLength / 4);
    for (let row = 0; row < values.length; row += 1) values[row] = view.getUint32(row * 4, true);
    return values;
  }

  select(rows: RowNumbers): FixedColumn {
    const kind = this.#kind;
    const nulls = this.#nulls === undefined ? undefined : selectBytes(this.#nulls, rows);
    const bytes = kind.fixed.size === 1 ? selectBytes(this.bytes, rows) : this.#selectWords(rows);
    return new FixedColumn(kind, nulls, bytes);
  }

  write(writer: ByteWriter): void {
    if (this.#nulls !== undefined) writer.copy(this.#nulls);
    writer.copy(this.bytes);
  }

  #selectWords(rows: RowNumbers): Uint8Array {
    const { size } = this.#kind.fixed;
    const from = this.#view;
    const bytes = new Uint8Array(rows.length * size);
    const to = new DataView(bytes.buffer);
    let at = 0;
    for (let index = 0; index < rows.length; index += 1) {
      const start = rows[index]! * size;
      for (let word = 0; word < size; word += 4) to.setInt32(at + word, from.getInt32(start + word));
      at += size;
    }
    return bytes;
  }
}

function selectBytes(bytes: Uint8Array, rows: RowNumbers): Uint8Array {
  const selected = new Uint8Array(rows.length);
  for (let index = 0; index < rows.length; index += 1) selected[index] = bytes[rows[index]!]!;
  return selected;
}
