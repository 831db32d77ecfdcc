import { type ClickHouseClient, ClickHouseLogLevel, createClient } from '@clickhouse/client';
import type { ClickHouseAccess } from './embedded-clickhouse.ts';

/** Two clients of one database: one that may change it, one for questions. */
export interface ClickHouseClients {
  writer: ClickHouseClient;
  reader: ClickHouseClient;
}

const requestTimeoutMs = 300_000; // long enough for an export; queries bring their own limits

/** Creates the clients; nothing is connected yet. */
export function createClickHouseClients({ reader, ...writer }: ClickHouseAccess): ClickHouseClients {
  const options = {
    ...writer,
    application: 'breakeven',
    request_timeout: requestTimeoutMs,
    log: { level: ClickHouseLogLevel.OFF }, // whoever gets the error decides whether it is worth a line
  };
  return {
    writer: createClient({ ...options, max_open_connections: 10, clickhouse_settings: { async_insert: 0 } }),
    reader: createClient({
      ...options,
      ...reader,
      max_open_connections: 50,
      compression: { response: true },
      // Without both, the server goes on with a query that nobody waits for any more.
      clickhouse_settings: { readonly: '2', cancel_http_readonly_queries_on_client_close: 1 },
    }),
  };
}
