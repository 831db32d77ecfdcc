import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { IngestStatus } from '@breakeven/ingest/ingest-status';
import type { Target } from '../load/connection.ts';
import { processes } from '../machine/processes.ts';
import { type ClickHouse, startClickHouse } from './clickhouse.ts';

/** The built product with nothing in it, as `npm start` starts it. */
export interface Product {
  url: string;
  adminKey: string;
  pid: number;
  postgresPid: number;
  clickhouse: ClickHouse;
  /** Where to post events. */
  events(encoding?: 'gzip'): Target;
  status(): Promise<IngestStatus>;
  /** Answers once everything that was acknowledged until now is stored and settled. */
  untilSettled(): Promise<void>;
  /** Stops it and removes its data. */
  remove(): Promise<void>;
}

const READY_WITHIN_MS = 60_000;
const SETTLED_WITHIN_MS = 15 * 60_000;
const LOOK_EVERY_MS = 50;

export interface ProductPlace {
  port: number;
  /** Of its Node process. */
  nodeFlags: readonly string[];
}

/**
 * Starts the product. Its ClickHouse is started beside it instead of by it, because its own would keep its
 * password to itself, and the benchmark wants to look at merges and at the sizes of tables.
 * @throws Error with what it wrote when it does not get ready
 */
export async function startProduct({ port, nodeFlags }: ProductPlace): Promise<Product> {
  const clickhouse = await startClickHouse();
  const dataDir = await mkdtemp(join(tmpdir(), 'breakeven-bench-'));
  const log = await open(join(dataDir, 'output.log'), 'a+');
  const adminKey = 'bench-admin-key-0123456789';
  const ingestKey = 'bench-ingest-key-0123456789';
  const url = `http://127.0.0.1:${port}`;
  const child = spawn(process.execPath, [...nodeFlags, 'api/.out/main.js'], {
    stdio: ['ignore', log.fd, log.fd],
    env: {
      ...{ PATH: process.env.PATH, HOME: process.env.HOME, TMPDIR: process.env.TMPDIR },
      ...{ PORT: String(port), DATA_DIR: dataDir, CLICKHOUSE_URL: clickhouse.url },
      ...{ ADMIN_API_KEY: adminKey, INGEST_API_KEY: ingestKey },
      MAX_EVENT_AGE_DAYS: '0', // the history begins two years ago
    },
  });
  const exited = once(child, 'exit');
  const endWithUs = () => child.kill('SIGTERM');
  process.once('exit', endWithUs);
  const remove = async () => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
    await exited;
    process.off('exit', endWithUs);
    await log.close();
    await clickhouse.remove();
    await rm(dataDir, { recursive: true, force: true });
  };

  const get = (path: string) => fetch(`${url}${path}`, { headers: { authorization: `Bearer ${adminKey}` } });
  const status = async () => (await (await get('/v1/ingest/status')).json()) as IngestStatus;
  for (const deadline = Date.now() + READY_WITHIN_MS; ; await sleep(LOOK_EVERY_MS)) {
    const answer = await get('/readyz').catch(() => undefined);
    if (answer?.ok) break;
    if (child.exitCode === null && Date.now() < deadline) continue;
    const output = await log.readFile('utf8');
    await remove();
    throw new Error(`The product did not get ready:\n${output}`);
  }
  const children = [...(await processes())].filter(([, { parent }]) => parent === child.pid);
  const postgresPid = children.find(([, { name }]) => name === 'postgres')?.[0];
  if (postgresPid === undefined) throw new Error('The process of PostgreSQL was not found.');
  return {
    ...{ url, adminKey, pid: child.pid!, postgresPid, clickhouse, status, remove },
    events: (encoding) => ({
      url: `${url}/v1/events`,
      headers: {
        authorization: `Bearer ${ingestKey}`,
        'content-type': 'application/x-ndjson',
        ...(encoding && { 'content-encoding': encoding }),
      },
    }),
    async untilSettled() {
      const acknowledged = Date.now();
      for (
        const deadline = acknowledged + SETTLED_WITHIN_MS;
        Date.now() < deadline;
        await sleep(LOOK_EVERY_MS)
      ) {
        const { spool_events, settling_buckets, complete_until } = await status();
        if (spool_events === 0 && settling_buckets === 0 && Date.parse(complete_until) >= acknowledged)
          return;
      }
      throw new Error('The product did not settle what it had accepted.');
    },
  };
}
