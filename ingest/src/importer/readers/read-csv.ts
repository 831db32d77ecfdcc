import type { Readable } from 'node:stream';
import { type CsvError, type Info, parse } from 'csv-parse';
import { ImportProblem } from '../import-problem.ts';
import type { BrokenRow, Row, RowSource } from './row-source.ts';

/** No record is longer: a quote that is never closed would otherwise swallow the rest of the file into memory. */
const RECORD_BYTES_MAX = 1024 * 1024;

type Parsed = { record: string[]; info: Info };

/** Reads CSV with a header row. The delimiter is a comma unless the mapping names another. */
export async function readCsv(content: Readable, delimiter: string): Promise<RowSource> {
  const parser = parse({
    delimiter,
    bom: true,
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: RECORD_BYTES_MAX,
  });
  content.on('error', (error) => parser.destroy(error));
  parser.on('error', () => content.destroy());
  content.pipe(parser);
  const records = parser[Symbol.asyncIterator]() as AsyncIterator<Parsed>;
  const header = await next(records);
  if (header === undefined)
    throw new ImportProblem('The file is empty: a CSV file starts with a row of column names.');
  const columns = header.record.map((name) => name.trim());
  return { columns, rows: rowsAfter(records, columns.length) };
}

async function* rowsAfter(records: AsyncIterator<Parsed>, width: number): AsyncGenerator<Row | BrokenRow> {
  let row = 0;
  for (let parsed = await next(records); parsed !== undefined; parsed = await next(records)) {
    row += 1;
    const cells = parsed.record;
    const line = parsed.info.lines - lineEndsIn(cells);
    if (cells.length === width) yield { row, line, cells };
    else yield { row, line, problem: `the row has ${cells.length} columns, the header has ${width}` };
  }
}

async function next(records: AsyncIterator<Parsed>): Promise<Parsed | undefined> {
  try {
    const result = await records.next();
    return result.done === true ? undefined : result.value;
  } catch (error) {
    const { code, lines } = error as CsvError & { lines?: number };
    if (typeof code !== 'string' || !code.startsWith('CSV_')) throw error;
    // The library's message quotes the row, which may hold personal data: only its code and place are told.
    throw new ImportProblem(
      `The CSV can't be read from about line ${lines ?? '?'} on (${code}); is a quote missing there?`,
    );
  }
}

/** `info.lines` is the last line of a record; a quoted cell may hold line ends, so its first one can be further up. */
function lineEndsIn(cells: readonly string[]): number {
  let count = 0;
  for (const cell of cells) {
    for (let at = cell.indexOf('\n'); at !== -1; at = cell.indexOf('\n', at + 1)) count += 1;
  }
  return count;
}
