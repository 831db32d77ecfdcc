import type { Row } from '../readers/row-source.ts';

/** Gives the cell of one column of a row as text, or undefined when it is empty. */
export type Cell = (row: Row) => string | undefined;

/** Finds the columns of one file by name, and notes every one that is asked for and not there. */
export class Cells {
  readonly missing = new Set<string>();
  readonly used = new Set<string>();
  private readonly indexes: ReadonlyMap<string, number>;
  private readonly emptyWords: ReadonlySet<string>;

  /** @param emptyWords texts that mean an empty cell, such as 'NULL'; '' always does. */
  constructor(columns: readonly string[], emptyWords: readonly string[]) {
    this.indexes = new Map(columns.map((name, index) => [name, index]));
    this.emptyWords = new Set(['', ...emptyWords]);
  }

  of(column: string): Cell {
    const index = this.indexes.get(column);
    this.used.add(column);
    if (index === undefined) this.missing.add(column);
    return (row) => {
      const text = row.cells[index ?? -1];
      return text === undefined || this.emptyWords.has(text) ? undefined : text;
    };
  }
}
