import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The three users of the embedded ClickHouse with the passwords of this start. */
export interface ClickHouseUsers {
  /** Creates and fills the tables of one database. */
  writer: { username: string; password: string };
  /** Reads that database and nothing else. */
  reader: { username: string; password: string };
  /** May only end queries: stops the server. */
  service: { username: string; password: string };
}

interface ClickHouseConfig {
  configDir: string;
  logDir: string;
  database: string;
  users: ClickHouseUsers;
}

/**
 * Writes the server's configuration and its users, readable by their owner alone, and answers the path to give to the
 * server. Users can't be made by SQL in the embedded server, so their passwords are new at every start; the file holds
 * hashes only.
 */
export async function writeClickHouseConfig({
  configDir,
  logDir,
  database,
  users,
}: ClickHouseConfig): Promise<string> {
  await mkdir(configDir, { recursive: true, mode: 0o700 });
  const configPath = join(configDir, 'clickhouse.xml');
  const usersPath = join(configDir, 'clickhouse-users.xml');
  await writeFile(usersPath, usersXml(database, users), { mode: 0o600 });
  await writeFile(configPath, serverXml(logDir, usersPath), { mode: 0o600 });
  return configPath;
}

// The caches are small, because the machine is shared with the API and with PostgreSQL.
function serverXml(logDir: string, usersPath: string): string {
  return `<clickhouse>
  <logger>
    <log>${escapeXml(join(logDir, 'clickhouse.log'))}</log>
    <errorlog>${escapeXml(join(logDir, 'clickhouse-errors.log'))}</errorlog>
    <size>20M</size>
    <count>3</count>
  </logger>
  <users_config>${escapeXml(usersPath)}</users_config>
  <max_server_memory_usage_to_ram_ratio>0.7</max_server_memory_usage_to_ram_ratio>
  <mark_cache_size>268435456</mark_cache_size>
  <uncompressed_cache_size>0</uncompressed_cache_size>
  <timezone>UTC</timezone>
</clickhouse>
`;
}

// TRICKY: the server's own session always logs in as `default` with an empty password, and HTTP offers that user too.
// So `default` may do nothing but start to listen, and its quota is used up by the two statements of the start.
function usersXml(database: string, users: ClickHouseUsers): string {
  const system = [
    'columns',
    'databases',
    'merges',
    'mutations',
    'numbers',
    'one',
    'parts',
    'processes',
    'tables',
  ];
  const engines = ['AggregatingMergeTree', 'MergeTree', 'Memory', 'ReplacingMergeTree'];
  const writerGrants = [
    `GRANT SELECT, INSERT, ALTER, CREATE DATABASE, CREATE TABLE, CREATE VIEW, DROP TABLE, DROP VIEW, TRUNCATE, OPTIMIZE, SHOW ON ${database}.*`,
    'GRANT CREATE TEMPORARY TABLE ON *.*',
    ...engines.map((engine) => `GRANT TABLE ENGINE ON ${engine}`),
    ...system.map((table) => `GRANT SELECT ON system.${table}`),
  ];
  const readerGrants = [
    `GRANT SELECT, SHOW ON ${database}.*`,
    'GRANT CREATE TEMPORARY TABLE ON *.*', // what numbers() and other harmless table functions ask for
    ...['numbers', 'one'].map((table) => `GRANT SELECT ON system.${table}`),
  ];
  return `<clickhouse>
  <profiles>
    <default/>
    <reader>
      <readonly>2</readonly>
      <cancel_http_readonly_queries_on_client_close>1</cancel_http_readonly_queries_on_client_close>
    </reader>
  </profiles>
  <quotas>
    <unlimited/>
    <boot><interval><duration>1576800000</duration><queries>2</queries></interval></boot>
  </quotas>
  <users>
    <default>
      <password></password>
      <networks><ip>127.0.0.1</ip></networks>
      <profile>default</profile>
      <quota>boot</quota>
      <grants><query>GRANT SYSTEM LISTEN ON *.*</query></grants>
    </default>
${userXml(users.writer, 'default', writerGrants)}
${userXml(users.reader, 'reader', readerGrants)}
${userXml(users.service, 'default', ['GRANT KILL QUERY ON *.*', 'GRANT SELECT ON system.processes'])}
  </users>
</clickhouse>
`;
}

function userXml(user: { username: string; password: string }, profile: string, grants: string[]): string {
  const hash = createHash('sha256').update(user.password).digest('hex');
  return `    <${user.username}>
      <password_sha256_hex>${hash}</password_sha256_hex>
      <networks><ip>127.0.0.1</ip></networks>
      <profile>${profile}</profile>
      <quota>unlimited</quota>
      <grants>${grants.map((grant) => `<query>${grant}</query>`).join('')}</grants>
    </${user.username}>`;
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
