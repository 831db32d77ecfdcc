import { Decimal } from 'decimal.js';
import type { Row } from '../readers/row-source.ts';
import type { Cells } from './cells.ts';
import type { TimeMapping } from './mapping.ts';
import { formatMicros, timeParser } from './parse-time.ts';
import { RowProblem } from './row-problem.ts';

/** Makes the `time` of an event out of rows: RFC 3339 in UTC, to the microsecond. */
export function compileTime(time: TimeMapping, cells: Cells): (row: Row) => string {
  const cell = cells.of(time.column);
  const parse = timeParser(time.format, time.zone);
  const plus = time.plus_seconds === undefined ? undefined : cells.of(time.plus_seconds.column);
  return (row) => {
    const text = cell(row);
    if (text === undefined) throw new RowProblem('time', 'the cell is empty', [time.column]);
    const micros = parse(text);
    if (micros === undefined)
      throw new RowProblem('time', `is not a time of the format ${time.format}`, [time.column]);
    // An empty number of seconds adds nothing: a job without a duration is dated by its start.
    const seconds = plus?.(row);
    return formatMicros(
      seconds === undefined ? micros : micros + microsOf(seconds, time.plus_seconds?.column ?? ''),
    );
  };
}

function microsOf(seconds: string, column: string): number {
  if (!/^\s*-?\d+(\.\d+)?\s*$/.test(seconds))
    throw new RowProblem('time', 'must be a number of seconds', [column]);
  return new Decimal(seconds.trim()).times(1_000_000).toDecimalPlaces(0).toNumber();
}
