import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import { ImportProblem } from './import-problem.ts';

/** Why a row, or one event of it, was not taken. Nothing of the row itself: a cell may hold a user id. */
export interface Reject {
  line: number;
  row: number;
  code: string;
  /** JSON path of the event's field; '' for the whole row. */
  path: string;
  reason: string;
  /** Columns of the file that the field comes from, where that is known. */
  columns?: readonly string[];
}

/** Keeps the rejects of one import in a file, one JSON object a line. Without rejects there is no file. */
export class RejectsFile {
  count = 0;
  private descriptor: number | undefined;

  constructor(readonly path: string) {
    rmSync(path, { force: true });
  }

  add(reject: Reject): void {
    this.count += 1;
    this.descriptor ??= this.open();
    writeSync(this.descriptor, `${JSON.stringify(reject)}\n`);
  }

  close(): void {
    if (this.descriptor !== undefined) closeSync(this.descriptor);
    this.descriptor = undefined;
  }

  private open(): number {
    try {
      return openSync(this.path, 'w', 0o600);
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code;
      throw new ImportProblem(
        `The rejected rows can't be kept in ${this.path} (${code}); name another file with --rejects.`,
      );
    }
  }
}
