import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { ClickHouseClient } from '@clickhouse/client';

/** A table that lives for one statement and travels in its request: how long lists reach ClickHouse. */
export interface ExternalTable {
  name: string;
  /** Columns and their types, such as 'generation_id String'. */
  structure: string;
  format: 'JSONEachRow' | 'RowBinary';
  data: Buffer;
}

/** An external table of these rows. */
export function externalRows(name: string, structure: string, rows: readonly object[]): ExternalTable {
  const data = Buffer.from(rows.map((row) => JSON.stringify(row)).join('\n'));
  return { name, structure, format: 'JSONEachRow', data };
}

/**
 * Runs a statement that reads an external table and answers the bytes that it returns (none for an INSERT).
 * An IN list of 100,000 keys takes half the time of one written into the statement, and needs no quoting.
 * @param settings of ClickHouse for this statement
 */
export async function runWithTable(
  client: ClickHouseClient,
  query: string,
  table: ExternalTable,
  settings: Record<string, string | number> = {},
): Promise<Buffer> {
  const boundary = `breakeven-${crypto.randomUUID()}`;
  const head = `--${boundary}\r\nContent-Disposition: form-data; name="${table.name}"; filename="${table.name}"\r\n\r\n`;
  const body = Buffer.concat([Buffer.from(head), table.data, Buffer.from(`\r\n--${boundary}--\r\n`)]);
  const { stream } = await client.exec({
    query,
    values: Readable.from([body], { objectMode: false }),
    http_headers: { 'Content-Type': `multipart/form-data; boundary=${boundary}` },
    clickhouse_settings: {
      ...settings,
      [`${table.name}_structure`]: table.structure,
      [`${table.name}_format`]: table.format,
    },
  });
  return buffer(stream);
}

/** The rows of an answer in a format of one JSON value a line. */
export function parseLines<T>(lines: Buffer): T[] {
  return lines
    .toString()
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as T);
}
