import type { FieldKind } from '../../contract/field-kind.ts';
import type { Row } from '../readers/row-source.ts';
import type { Cells } from './cells.ts';
import { columnsOf } from './columns-of.ts';
import { compileTemplate } from './compile-template.ts';
import { jsonReader } from './json-value.ts';
import type { FieldValue } from './mapping.ts';
import { RowProblem } from './row-problem.ts';

/** JSON text of one field for a row, or undefined when the row has no value for it. Throws RowProblem. */
export type Field = (row: Row) => string | undefined;

/** Makes one field of an event out of rows. Problems name the field by `path`. */
export function compileField(
  path: string,
  kind: FieldKind,
  value: FieldValue,
  cells: Cells,
  fileName: string,
): Field {
  if ('value' in value) {
    const json = constant(kind, value.value);
    return () => json;
  }
  const read = jsonReader(kind, 'column' in value ? value : {});
  const columns = columnsOf(value);
  const checked = (text: string): string => {
    const json = read(text);
    if (json === undefined) throw new RowProblem(path, `must be ${kind.expected}`, columns);
    return json;
  };
  if ('template' in value) {
    const template = compileTemplate(value.template, cells, fileName);
    return (row) => {
      const text = template(row);
      return text === undefined ? undefined : checked(text);
    };
  }
  const cell = cells.of(value.column);
  const fallback = value.default === undefined ? undefined : constant(kind, value.default);
  if (value.map === undefined) {
    return (row) => {
      const text = cell(row);
      return text === undefined ? fallback : checked(text);
    };
  }
  const map = new Map(Object.entries(value.map).map(([from, to]) => [from, constant(kind, to)]));
  return (row) => {
    const text = cell(row);
    const json = (text === undefined ? undefined : map.get(text)) ?? fallback;
    if (json === undefined && text !== undefined) {
      throw new RowProblem(
        path,
        'the cell is none of the words of "map", and there is no "default"',
        columns,
      );
    }
    return json;
  };
}

/** JSON text of a constant of the mapping, or undefined when the field can't hold it (the check reports that). */
export function constant(kind: FieldKind, value: string | number | boolean): string | undefined {
  return kind.read(value) === undefined ? undefined : JSON.stringify(value);
}
