import { isAscii } from 'node:buffer';
import type { ByteReader } from './byte-reader.ts';
import type { ByteWriter } from './byte-writer.ts';
import type { Column, ColumnPart, RowNumbers } from './column.ts';

/** String: texts one after the other, each as its length in bytes and its UTF-8. */
export class TextColumn implements Column {
  readonly type = 'String';
  readonly #bytes: Buffer;
  readonly #rows: number;
  #starts: Uint32Array | undefined;
  #ascii: boolean | undefined;

  private constructor(bytes: Buffer, rows: number) {
    this.#bytes = bytes;
    this.#rows = rows;
  }

  static read(reader: ByteReader, rows: number): TextColumn {
    const start = reader.take(0);
    reader.skipTexts(rows);
    return new TextColumn(reader.bytes.subarray(start, reader.take(0)), rows);
  }

  static concat(parts: readonly ColumnPart<TextColumn>[], rows: number): TextColumn {
    let length = 0;
    for (const { column, rows: count } of parts) length += column?.byteLength ?? count;
    const bytes = Buffer.allocUnsafeSlow(length);
    let at = 0;
    for (const { column, rows: count } of parts) {
      // An empty text is a length of 0.
      if (column === undefined) bytes.fill(0, at, at + count);
      else bytes.set(column.#bytes, at);
      at += column?.byteLength ?? count;
    }
    return new TextColumn(bytes, rows);
  }

  get byteLength(): number {
    return this.#bytes.byteLength;
  }

  value(row: number): string {
    const end = this.#offsets()[row + 1]!;
    const start = this.#startOf(row);
    if (start === end) return '';
    this.#ascii ??= isAscii(this.#bytes);
    return this.#bytes.toString(this.#ascii ? 'latin1' : 'utf8', start, end);
  }

  /** Copies the UTF-8 of a text to `at`. @returns where it ends */
  copyText(row: number, to: Uint8Array, at: number): number {
    const end = this.#offsets()[row + 1]!;
    const from = this.#bytes;
    let target = at;
    for (let source = this.#startOf(row); source < end; source += 1) {
      to[target] = from[source]!;
      target += 1;
    }
    return target;
  }

  /** All texts. */
  values(): string[] {
    const texts = new Array<string>(this.#rows);
    for (let row = 0; row < texts.length; row += 1) texts[row] = this.value(row);
    return texts;
  }

  select(rows: RowNumbers): TextColumn {
    const starts = this.#offsets();
    let length = 0;
    for (let index = 0; index < rows.length; index += 1)
      length += starts[rows[index]! + 1]! - starts[rows[index]!]!;
    const bytes = Buffer.allocUnsafeSlow(length);
    const from = this.#bytes;
    let at = 0;
    for (let index = 0; index < rows.length; index += 1) {
      const end = starts[rows[index]! + 1]!;
      for (let source = starts[rows[index]!]!; source < end; source += 1) {
        bytes[at] = from[source]!;
        at += 1;
      }
    }
    return new TextColumn(bytes, rows.length);
  }

  write(writer: ByteWriter): void {
    writer.copy(this.#bytes);
  }

  /** Where a text starts, behind its length. */
  #startOf(row: number): number {
    let start = this.#offsets()[row]!;
    while (this.#bytes[start]! >= 0x80) start += 1;
    return start + 1;
  }

  /** Where each text starts with its length, and where the last one ends. Only columns that are looked at need it. */
  #offsets(): Uint32Array {
    if (this.#starts !== undefined) return this.#starts;
    const starts = new Uint32Array(this.#rows + 1);
    const bytes = this.#bytes;
    let at = 0;
    for (let row = 0; row < this.#rows; row += 1) {
      starts[row] = at;
      let length = bytes[at]! & 0x7f;
      for (let scale = 0x80; bytes[at]! >= 0x80; scale *= 0x80) {
        at += 1;
        length += (bytes[at]! & 0x7f) * scale;
      }
      at += 1 + length;
    }
    starts[this.#rows] = at;
    this.#starts = starts;
    return starts;
  }
}
