import { basename } from 'node:path';
import { ImportProblem } from './import-problem.ts';
import { compileMapping, mappedColumns } from './mapping/compile-mapping.ts';
import type { Mapping } from './mapping/mapping.ts';
import { RowProblem } from './mapping/row-problem.ts';
import { fileFormat } from './readers/file-format.ts';
import { type InputFile, openContent } from './readers/input-file.ts';
import { readCsv } from './readers/read-csv.ts';
import { readLines } from './readers/read-lines.ts';
import { readParquet } from './readers/read-parquet.ts';
import type { RowSource } from './readers/row-source.ts';
import { unpackedCopy } from './readers/unpacked-copy.ts';
import type { Reject } from './rejects-file.ts';

/** What one row became: the JSON of its events, or why it has none. */
export interface ReadRow {
  line: number;
  row: number;
  events: string[];
  reject?: Reject;
}

/** The contract's limit for one event. */
const EVENT_BYTES_MAX = 64 * 1024;

/** Reads a file row by row and turns each row into events. Rows that can't be read are given with the reason. */
export async function* eventsOfFile(file: InputFile, mapping: Mapping | undefined): AsyncGenerator<ReadRow> {
  const format = await fileFormat(file);
  if (format === 'empty') return;
  if (format === 'ndjson') {
    if (mapping !== undefined) {
      throw new ImportProblem(
        `${file.path} holds JSON; events as NDJSON need no --mapping, and other JSON can't be mapped.`,
      );
    }
    yield* eventsOfNdjson(file);
    return;
  }
  if (mapping === undefined) {
    throw new ImportProblem(
      `${file.path} is ${format === 'csv' ? 'CSV' : 'Parquet'}: say with --mapping how its rows become events (docs/examples/README.md).`,
    );
  }
  if (format === 'csv') yield* mapRows(await readCsv(openContent(file), mapping.delimiter), mapping, file);
  else yield* eventsOfParquet(file, mapping);
}

async function* eventsOfNdjson(file: InputFile): AsyncGenerator<ReadRow> {
  let row = 0;
  for await (const { line, text } of readLines(openContent(file), EVENT_BYTES_MAX)) {
    if (text !== null && text.trim() === '') continue;
    row += 1;
    const reject = (code: string, reason: string): ReadRow => ({
      line,
      row,
      events: [],
      reject: { line, row, code, path: '', reason },
    });
    if (text === null) yield reject('too_large', `the line is longer than ${EVENT_BYTES_MAX / 1024} KiB`);
    else if (!isJsonObject(text)) yield reject('invalid_json', 'the line is not a JSON object');
    else yield { line, row, events: [text] };
  }
}

async function* eventsOfParquet(file: InputFile, mapping: Mapping): AsyncGenerator<ReadRow> {
  const copy = file.gzipped ? await unpackedCopy(file) : undefined;
  try {
    yield* mapRows(await readParquet(file, copy?.path ?? file.path, mappedColumns(mapping)), mapping, file);
  } finally {
    await copy?.remove();
  }
}

async function* mapRows(source: RowSource, mapping: Mapping, file: InputFile): AsyncGenerator<ReadRow> {
  const fileName = basename(file.path).replace(/(\.(csv|tsv|txt|parquet|gz))+$/i, '');
  const toEvents = compileMapping(mapping, source.columns, fileName);
  for await (const read of source.rows) {
    const { line, row } = read;
    if ('problem' in read) {
      yield {
        line,
        row,
        events: [],
        reject: { line, row, code: 'invalid_row', path: '', reason: read.problem },
      };
      continue;
    }
    try {
      yield { line, row, events: toEvents(read) };
    } catch (error) {
      if (!(error instanceof RowProblem)) throw error;
      const { path, message, columns } = error;
      yield {
        line,
        row,
        events: [],
        reject: { line, row, code: 'invalid_value', path, reason: message, columns },
      };
    }
  }
}

function isJsonObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}
