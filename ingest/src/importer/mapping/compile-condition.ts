import type { Row } from '../readers/row-source.ts';
import type { Cells } from './cells.ts';
import type { Condition } from './mapping.ts';

/** Makes the test of one condition. An empty cell equals nothing: it passes `not` and `not_in`, and `empty: true`. */
export function compileCondition(condition: Condition, cells: Cells): (row: Row) => boolean {
  const cell = cells.of(condition.column);
  if (condition.empty !== undefined) return (row) => (cell(row) === undefined) === condition.empty;
  if (condition.equals !== undefined) return (row) => cell(row) === condition.equals;
  if (condition.not !== undefined) return (row) => cell(row) !== condition.not;
  const words = new Set<string | undefined>(condition.in ?? condition.not_in);
  const wanted = condition.in !== undefined;
  return (row) => words.has(cell(row)) === wanted;
}
