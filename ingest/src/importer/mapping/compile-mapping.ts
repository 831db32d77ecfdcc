import { ImportProblem } from '../import-problem.ts';
import type { Row } from '../readers/row-source.ts';
import { type Cell, Cells } from './cells.ts';
import { columnsOf } from './columns-of.ts';
import { compileCondition } from './compile-condition.ts';
import { compileField, type Field } from './compile-field.ts';
import { compileTemplate } from './compile-template.ts';
import { compileTime } from './compile-time.ts';
import { fieldKindOf, isRequired } from './field-kind-of.ts';
import type { EventMapping, Mapping, Name } from './mapping.ts';
import { RowProblem } from './row-problem.ts';

/** The JSON of the events of one row, each on one line. Throws RowProblem when any of them can't be made. */
export type RowToEvents = (row: Row) => string[];

/**
 * Fits a mapping to the columns of one file.
 * @param fileName what `${file}` stands for: the file's name without folder and endings.
 * @throws ImportProblem that names every column that the mapping wants and the file does not have.
 */
export function compileMapping(mapping: Mapping, columns: readonly string[], fileName: string): RowToEvents {
  const cells = new Cells(columns, mapping.empty);
  const source = compileTemplate(mapping.source, cells, fileName);
  const events = mapping.events.map((event) => compileEvent(event, source, cells, fileName));
  const repeated = columns.filter((name, index) => columns.indexOf(name) !== index && cells.used.has(name));
  if (repeated.length > 0)
    throw new ImportProblem(`The file has more than one column ${JSON.stringify(repeated[0])}.`);
  if (cells.missing.size > 0) {
    const missing = [...cells.missing].map((name) => JSON.stringify(name)).join(', ');
    throw new ImportProblem(
      `The file has no column ${missing}. It has ${columns.map((name) => JSON.stringify(name)).join(', ')}.`,
    );
  }
  return (row) => events.flatMap((event) => event(row) ?? []);
}

/** The columns that a mapping reads: of a Parquet file no others need to be unpacked. */
export function mappedColumns(mapping: Mapping): Set<string> {
  const cells = new Cells([], []);
  for (const event of mapping.events)
    compileEvent(event, compileTemplate(mapping.source, cells, ''), cells, '');
  return cells.missing;
}

function compileEvent(
  event: EventMapping,
  source: Cell,
  cells: Cells,
  fileName: string,
): (row: Row) => string | undefined {
  const conditions = (event.when ?? []).map((condition) => compileCondition(condition, cells));
  const id = compileName(event.id, cells, fileName);
  const subject = event.subject === undefined ? undefined : compileName(event.subject, cells, fileName);
  const time = compileTime(event.time, cells);
  const data = Object.entries(event.data).map(([name, value]): Field => {
    const kind = fieldKindOf(event.type, name);
    if (kind === undefined) throw new Error(`unchecked mapping: ${event.type} has no ${name}`);
    const path = `data.${name}`;
    const field = compileField(path, kind, value, cells, fileName);
    const required = isRequired(event.type, name);
    return (row) => {
      const json = field(row);
      if (json === undefined && required)
        throw new RowProblem(path, 'is required, and its cell is empty', columnsOf(value));
      return json && `"${name}":${json}`;
    };
  });

  return (row) => {
    if (!conditions.every((holds) => holds(row))) return undefined;
    const envelope: Record<string, string> = {
      specversion: '1.0',
      id: present(id(row), 'id', event.id),
      source: present(source(row), 'source', ''),
      type: event.type,
      time: time(row),
    };
    if (subject !== undefined) envelope.subject = present(subject(row), 'subject', event.subject ?? '');
    const fields = data.map((field) => field(row)).filter((json) => json !== undefined);
    return `${JSON.stringify(envelope).slice(0, -1)},"data":{${fields.join(',')}}}`;
  };
}

function compileName(name: Name, cells: Cells, fileName: string): Cell {
  return typeof name === 'string' ? compileTemplate(name, cells, fileName) : cells.of(name.column);
}

function present(text: string | undefined, path: string, name: Name): string {
  if (text !== undefined) return text;
  const columns = columnsOf(typeof name === 'string' ? { template: name } : name);
  throw new RowProblem(path, 'a column that it is made of is empty', columns);
}
