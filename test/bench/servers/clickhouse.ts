import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startEmbeddedClickHouse } from '@breakeven/api/stores/embedded-clickhouse';
import pino from 'pino';
import type { Target } from '../load/connection.ts';
import { processes } from '../machine/processes.ts';

/** The ClickHouse that comes with the product, in a folder of its own, where the benchmark may look inside. */
export interface ClickHouse {
  pid: number;
  /** For CLICKHOUSE_URL. */
  url: string;
  /** Where to post a body that belongs to this statement. */
  target(statement: string, settings?: Record<string, string | number>): Target;
  /** Runs a statement; answers its rows. */
  query(sql: string): Promise<Record<string, unknown>[]>;
  /** Answers once no merge has run for a while: their CPU belongs to the inserts before. */
  untilMerged(): Promise<void>;
  /** Active bytes on disk by table. */
  bytesByTable(): Promise<Record<string, number>>;
  /** Stops it and removes its data. */
  remove(): Promise<void>;
}

const QUIET_MS = 4000;
const LOOK_EVERY_MS = 250;

export async function startClickHouse(): Promise<ClickHouse> {
  const dataDir = await mkdtemp(join(tmpdir(), 'breakeven-bench-clickhouse-'));
  const before = await childIds();
  const { access, stop } = await startEmbeddedClickHouse(dataDir, pino({ level: 'silent' }));
  const pid = [...(await childIds())].find((id) => !before.has(id));
  if (pid === undefined) throw new Error('The process of ClickHouse was not found.');

  const headers = { 'X-ClickHouse-User': access.username, 'X-ClickHouse-Key': access.password };
  const target = (statement: string, settings: Record<string, string | number> = {}): Target => {
    const parameters = Object.entries({ database: access.database, query: statement, ...settings });
    const search = new URLSearchParams(parameters.map(([name, value]) => [name, String(value)]));
    return { url: `${access.url}/?${search}`, headers };
  };
  const query = async (sql: string) => {
    const response = await fetch(`${access.url}/?database=${access.database}&default_format=JSONEachRow`, {
      method: 'POST',
      headers,
      body: sql,
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`ClickHouse refused "${sql}": ${text}`);
    return text
      .split('\n')
      .filter((line) => line.startsWith('{'))
      .map((line) => JSON.parse(line));
  };
  const url = new URL(`/${access.database}`, access.url);
  url.username = access.username;
  url.password = access.password;
  return {
    ...{ pid, url: url.href, target, query },
    async untilMerged() {
      for (let quiet = 0; quiet < QUIET_MS; quiet += LOOK_EVERY_MS) {
        await sleep(LOOK_EVERY_MS);
        const [merges] = await query('SELECT count() AS count FROM system.merges');
        if (Number(merges?.count) > 0) quiet = 0;
      }
    },
    async bytesByTable() {
      const tables = await query(
        'SELECT table, sum(bytes_on_disk) AS bytes FROM system.parts WHERE active AND database = currentDatabase() GROUP BY table ORDER BY bytes DESC',
      );
      return Object.fromEntries(tables.map(({ table, bytes }) => [String(table), Number(bytes)]));
    },
    async remove() {
      await stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function childIds(): Promise<Set<number>> {
  const children = [...(await processes())].filter(([, { parent }]) => parent === process.pid);
  return new Set(children.map(([pid]) => pid));
}
