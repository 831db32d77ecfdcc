import { pipeline, Readable } from 'node:stream';
import { stringify } from 'csv-stringify';
import type { Column, Value } from './report-answer.ts';

/**
 * An answer as CSV (RFC 4180): the names of the columns, then its rows; null is an empty field. If the store fails on the
 * way, the connection is broken off, so that half a file never passes for a whole one.
 */
export function csvStream(columns: readonly Column[], rows: AsyncIterable<Value[]>): Readable {
  const text = stringify({
    header: true,
    columns: columns.map(({ name }) => name),
    record_delimiter: '\r\n',
  });
  return pipeline(Readable.from(rows), text, () => undefined);
}
