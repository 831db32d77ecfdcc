import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { Logger } from 'pino';
import { StartError } from '../common/start-error.ts';
import type { EmbeddedEngine } from './embedded-engine.ts';
import { endOrphan } from './end-orphan.ts';
import { freePort } from './free-port.ts';
import { openLog } from './open-log.ts';
import { type PostgresAccount, postgresAccount } from './postgres-account.ts';
import { postgresBinaries } from './postgres-binaries.ts';
import { type RunningProcess, supervise } from './supervise.ts';

const user = 'breakeven';
const database = 'breakeven';
const readyWithinMs = 60_000; // recovery after a crash takes its time
const stopWithinMs = 15_000;

/**
 * Starts the embedded PostgreSQL under `dataDir` (created at the first start) and answers once it takes queries; the
 * access is a `postgres://` URL.
 * @throws StartError when this machine can't run it, with what to do instead.
 */
export async function startEmbeddedPostgres(
  dataDir: string,
  logger: Logger,
): Promise<EmbeddedEngine<string>> {
  const root = resolve(dataDir);
  const dataPath = join(root, 'postgres');
  const logPath = join(root, 'logs', 'postgres.log');
  const binaries = await postgresBinaries();
  const account = await postgresAccount(root);
  const password = await ownPassword(join(root, 'config'));

  if (!(await exists(dataPath)))
    await initialise(root, dataPath, logPath, binaries.initdb, account, password);
  await account.own(dataPath);
  let port = await freePort();
  const urlOf = (name: string) => `postgres://${user}:${password}@127.0.0.1:${port}/${name}`;

  const start = async (): Promise<RunningProcess> => {
    await endOrphan(dataPath, logger);
    const { ended, child } = await run(
      binaries.postgres,
      ['-D', dataPath, '-p', `${port}`, ...settings.flatMap((setting) => ['-c', setting])],
      account,
      logPath,
    );
    const stop = async () => {
      child.kill('SIGINT'); // "fast": ends connections, keeps everything
      if (await Promise.race([ended, sleep(stopWithinMs, undefined, { ref: false })])) return;
      logger.warn(`PostgreSQL did not stop within ${stopWithinMs / 1000} s and is told to stop at once`);
      child.kill('SIGQUIT');
      await ended;
    };
    const ready = await Promise.race([ended.then(() => false), answers(urlOf('postgres'))]);
    if (!ready) {
      await stop();
      throw new StartError(
        `The embedded PostgreSQL did not start (log: ${logPath}). Set DATABASE_URL to use another one.`,
      );
    }
    return { ended, stop, kill: () => child.kill('SIGQUIT') };
  };

  // Somebody may have taken the port since it was found free. A restart must keep it: the clients know it.
  const supervised = await supervise('PostgreSQL', start, logger).catch(async (error) => {
    logger.debug({ err: error }, 'PostgreSQL did not start; trying another port');
    port = await freePort();
    return supervise('PostgreSQL', start, logger);
  });
  await createDatabase(urlOf('postgres'));
  return { access: urlOf(database), ...supervised };
}

// No socket file: its path may be at most about 100 characters long, a DATA_DIR may be longer.
const settings = [
  'listen_addresses=127.0.0.1',
  'unix_socket_directories=',
  'shared_buffers=64MB',
  'max_connections=50',
  'timezone=UTC',
  'log_timezone=UTC',
];

// Into another folder first: a crash half-way must not look like a database.
async function initialise(
  root: string,
  dataPath: string,
  logPath: string,
  initdb: string,
  account: PostgresAccount,
  password: string,
): Promise<void> {
  const newPath = join(root, 'postgres.new');
  const passwordPath = join(root, 'postgres-password.new');
  await rm(newPath, { recursive: true, force: true });
  await mkdir(newPath, { mode: 0o700 });
  await writeFile(passwordPath, password, { mode: 0o600 });
  await account.own(newPath);
  await account.own(passwordPath);
  const locale = ['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C', '--encoding=UTF8'];
  const { ended } = await run(
    initdb,
    ['-D', newPath, '-U', user, '-A', 'scram-sha-256', `--pwfile=${passwordPath}`, ...locale],
    account,
    logPath,
  );
  const how = await ended;
  await rm(passwordPath);
  if (how !== 'code 0') {
    throw new StartError(
      `The embedded PostgreSQL could not be created (log: ${logPath}). Set DATABASE_URL to use another one.`,
    );
  }
  await rename(newPath, dataPath);
}

// detached: Ctrl-C in the terminal must reach only us, who stop the engines last.
async function run(program: string, args: string[], account: PostgresAccount, logPath: string) {
  const [command, ...prefixArgs] = [...account.prefix, program];
  const log = await openLog(logPath);
  const child = spawn(command!, [...prefixArgs, ...args], {
    detached: true,
    stdio: ['ignore', log.fd, log.fd],
    ...(account.uid !== undefined && { uid: account.uid, gid: account.gid }),
    env: { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' }, // no PG* setting of the user's may leak in
  });
  await log.close();
  const ended = once(child, 'exit').then(
    ([code, signal]) => `${signal ?? `code ${code}`}`,
    (error: Error) => error.message, // could not be started at all
  );
  return { child, ended };
}

async function ownPassword(configDir: string): Promise<string> {
  const path = join(configDir, 'postgres-password');
  if (await exists(path)) return readFile(path, 'utf8');
  await mkdir(configDir, { recursive: true, mode: 0o700 });
  const password = randomBytes(24).toString('base64url');
  await writeFile(path, password, { mode: 0o600, flush: true });
  return password;
}

async function answers(url: string): Promise<boolean> {
  const deadline = Date.now() + readyWithinMs;
  while (Date.now() < deadline) {
    try {
      await withClient(url, (client) => client.query('SELECT 1'));
      return true;
    } catch {
      await sleep(25);
    }
  }
  return false;
}

async function createDatabase(url: string): Promise<void> {
  await withClient(url, async (client) => {
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [database]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${database}`); // the constant above
  });
}

async function withClient(url: string, use: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000 });
  client.on('error', () => undefined); // told by the query as well
  await client.connect();
  try {
    await use(client);
  } finally {
    await client.end();
  }
}

function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
