import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Logger } from 'pino';
import { StartError } from '../common/start-error.ts';
import { type ClickHouseUsers, writeClickHouseConfig } from './clickhouse-config.ts';
import type { EmbeddedEngine } from './embedded-engine.ts';
import { freePort } from './free-port.ts';
import { openLog } from './open-log.ts';
import { type RunningProcess, supervise } from './supervise.ts';

const readyWithinMs = 60_000; // a store with a lot of parts takes its time after a crash
const stopWithinMs = 15_000;

/** How to reach one ClickHouse database; what `createClient` of @clickhouse/client takes. */
export interface ClickHouseAccess {
  url: string;
  database: string;
  username: string;
  password: string;
  /** The user for questions: can change nothing. */
  reader: { username: string; password: string };
}

/**
 * Starts the embedded ClickHouse under `dataDir` and answers once it takes queries.
 * @throws StartError when this machine can't run it, with what to do instead.
 */
export async function startEmbeddedClickHouse(
  dataDir: string,
  logger: Logger,
): Promise<EmbeddedEngine<ClickHouseAccess>> {
  const database = 'breakeven';
  const users: ClickHouseUsers = {
    writer: { username: 'writer', password: newPassword() },
    reader: { username: 'reader', password: newPassword() },
    service: { username: 'service', password: newPassword() },
  };
  const logDir = join(resolve(dataDir), 'logs');
  const configPath = await writeClickHouseConfig({
    configDir: join(resolve(dataDir), 'config'),
    logDir,
    database,
    users,
  });
  const dataPath = join(resolve(dataDir), 'clickhouse');
  let port = await freePort();

  const start = async (): Promise<RunningProcess> => {
    const output = await openLog(join(logDir, 'clickhouse-process.log'));
    // detached: Ctrl-C in the terminal must reach only us, who stop the engines last.
    const child = spawn(
      process.execPath,
      [fileURLToPath(new URL('./clickhouse-process.mjs', import.meta.url))],
      {
        detached: true,
        stdio: ['ignore', output.fd, output.fd, 'ipc'],
      },
    );
    await output.close();
    const ended = once(child, 'exit').then(([code, signal]) => `${signal ?? `code ${code}`}`);
    child.send({ dataPath, configPath, port, ...users.service });
    const stop = async () => {
      child.kill('SIGTERM');
      if (await Promise.race([ended, sleep(stopWithinMs, undefined, { ref: false })])) return;
      logger.warn(`ClickHouse did not stop within ${stopWithinMs / 1000} s and is killed; its data are safe`);
      child.kill('SIGKILL');
      await ended;
    };
    const ready = await Promise.race([ended.then(() => false), answers(port, users.writer, readyWithinMs)]);
    if (!ready) {
      await stop();
      throw new StartError(
        `The embedded ClickHouse did not start (log: ${logDir}/clickhouse-process.log). Set CLICKHOUSE_URL to use another one.`,
      );
    }
    return { ended, stop, kill: () => child.kill('SIGKILL') };
  };

  // Somebody may have taken the port since it was found free. A restart must keep it: the clients know it.
  const supervised = await supervise('ClickHouse', start, logger).catch(async (error) => {
    logger.debug({ err: error }, 'ClickHouse did not start; trying another port');
    port = await freePort();
    return supervise('ClickHouse', start, logger);
  });

  const access = { url: `http://127.0.0.1:${port}`, database, ...users.writer, reader: users.reader };
  await command(port, users.writer, `CREATE DATABASE IF NOT EXISTS ${database}`);
  return { access, ...supervised };
}

function newPassword(): string {
  return randomBytes(24).toString('base64url');
}

// Asks with the password of this start: another server on the same port can't answer that.
async function answers(port: number, user: ClickHouseUsers['writer'], withinMs: number): Promise<boolean> {
  const deadline = Date.now() + withinMs;
  while (Date.now() < deadline) {
    try {
      await command(port, user, 'SELECT 1');
      return true;
    } catch {
      await sleep(25);
    }
  }
  return false;
}

async function command(port: number, user: ClickHouseUsers['writer'], sql: string): Promise<void> {
  const response = await fetch(`http://127.0.0.1:${port}/`, {
    method: 'POST',
    body: sql,
    headers: { 'X-ClickHouse-User': user.username, 'X-ClickHouse-Key': user.password, connection: 'close' },
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`ClickHouse refused "${sql}": ${text}`);
}
