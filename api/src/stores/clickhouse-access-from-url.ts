import type { ClickHouseAccess } from './embedded-clickhouse.ts';

/**
 * What the client needs, from `http(s)://user:password@host:port/database`. There is one user in a URL: it reads too.
 * Parts that are absent get ClickHouse's own defaults.
 */
export function clickHouseAccessFromUrl(text: string): ClickHouseAccess {
  const url = new URL(text);
  const user = {
    username: decodeURIComponent(url.username) || 'default',
    password: decodeURIComponent(url.password),
  };
  const database = decodeURIComponent(url.pathname.slice(1)) || 'default';
  return { url: url.origin, database, ...user, reader: user };
}
