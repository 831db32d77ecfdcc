import type { ByteReader } from './byte-reader.ts';
import type { ByteWriter } from './byte-writer.ts';
import type { Column, ColumnPart, RowNumbers } from './column.ts';
import { indexesFor, readDictionary, type WordIndexes, writeDictionary } from './low-cardinality-codec.ts';

/** LowCardinality(String): each text once, then for each row which one it is. */
export class WordColumn implements Column {
  readonly type = 'LowCardinality(String)';
  /** Texts by their numbers; the first is '', and others may stand for no row. */
  readonly dictionary: readonly string[];
  /** For each row the number of its text. */
  readonly indexes: WordIndexes;

  constructor(dictionary: readonly string[], indexes: WordIndexes) {
    this.dictionary = dictionary;
    this.indexes = indexes;
  }

  static read(reader: ByteReader, rows: number, name: string): WordColumn {
    const { dictionary, indexes } = readDictionary(reader, rows, name);
    return new WordColumn(dictionary, indexes);
  }

  static concat(parts: readonly ColumnPart<WordColumn>[], rows: number): WordColumn {
    const numbers = new Map<string, number>([['', 0]]);
    const newNumbers = parts.map(({ column }) => column && numbersIn(numbers, column.dictionary));
    const indexes = indexesFor(numbers.size, rows);
    let at = 0;
    for (let part = 0; part < parts.length; part += 1) {
      const { column, rows: count } = parts[part]!;
      // Rows that are left out have the text 0, which is ''.
      if (column !== undefined) copyIndexes(column.indexes, newNumbers[part]!, indexes, at);
      at += count;
    }
    return new WordColumn([...numbers.keys()], indexes);
  }

  get byteLength(): number {
    let length = 64 + this.indexes.byteLength;
    for (const word of this.dictionary) length += 4 + word.length;
    return length;
  }

  value(row: number): string {
    return this.dictionary[this.indexes[row]!]!;
  }

  /** All texts. */
  values(): string[] {
    const texts = new Array<string>(this.indexes.length);
    for (let row = 0; row < texts.length; row += 1) texts[row] = this.dictionary[this.indexes[row]!]!;
    return texts;
  }

  select(rows: RowNumbers): WordColumn {
    const indexes = indexesFor(this.dictionary.length, rows.length);
    for (let index = 0; index < rows.length; index += 1) indexes[index] = this.indexes[rows[index]!]!;
    return new WordColumn(this.dictionary, indexes);
  }

  write(writer: ByteWriter): void {
    writeDictionary(writer, this.dictionary, this.indexes);
  }
}

/** The numbers of a dictionary's texts in the one that is being made; new texts are added to it. */
function numbersIn(numbers: Map<string, number>, dictionary: readonly string[]): Uint32Array {
  const found = new Uint32Array(dictionary.length);
  for (let number = 0; number < dictionary.length; number += 1) {
    const word = dictionary[number]!;
    let known = numbers.get(word);
    if (known === undefined) {
      known = numbers.size;
      numbers.set(word, known);
    }
    found[number] = known;
  }
  return found;
}

function copyIndexes(from: WordIndexes, newNumbers: Uint32Array, to: WordIndexes, start: number): void {
  if (newNumbers.every((number, index) => number === index)) to.set(from, start);
  else for (let row = 0; row < from.length; row += 1) to[start + row] = newNumbers[from[row]!]!;
}
