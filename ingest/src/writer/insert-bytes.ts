import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import type { ClickHouseClient } from '@clickhouse/client';
import { insertSettings } from './insert-rows.ts';

/** Inserts rows that are encoded already; durable when it returns. */
export async function insertBytes(
  client: ClickHouseClient,
  table: string,
  format: 'Native' | 'RowBinary',
  bytes: Uint8Array,
  token: string,
): Promise<void> {
  const { stream } = await client.exec({
    query: `INSERT INTO ${table} FORMAT ${format}`,
    values: Readable.from([bytes], { objectMode: false }),
    clickhouse_settings: insertSettings(token),
  });
  await text(stream);
}
