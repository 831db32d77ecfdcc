import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { processTree } from './process-tree.ts';

/** The built product, running on a port and a data directory of its own. */
export interface Breakeven {
  /** Such as http://127.0.0.1:4801, without a slash at the end. */
  url: string;
  adminKey: string;
  ingestKey: string;
  dataDir: string;
  /** Of the server itself; its engines are children of it. */
  pid: number;
  /** All that it wrote to stdout and stderr so far. */
  output(): string;
  /** SIGTERM; answers the exit code once it is gone. The data stays. */
  stop(): Promise<number | null>;
  /** SIGKILL to the server and its engines at once, as a power cut would end them. The data stays. */
  kill(): Promise<void>;
  /** SIGKILL to the server only: its engines are left to themselves. */
  killServerAlone(): Promise<void>;
  /** Settles once the server itself is gone, however it ended. */
  ended: Promise<void>;
  /** Starts it again on the same data and port, with other variables where told. */
  restart(changes?: StartOptions['env'], until?: StartOptions['until']): Promise<Breakeven>;
  /** Stops it and removes its data. */
  remove(): Promise<void>;
}

export interface StartOptions {
  /** Variables of contract section 1 that differ from the defaults of tests. */
  env?: Record<string, string | undefined>;
  dataDir?: string;
  port?: number;
  /** `alive`: answers as soon as the port does, with whatever is still missing. */
  until?: 'ready' | 'alive';
}

const root = fileURLToPath(new URL('../..', import.meta.url));
const readyWithin = 100_000; // on a machine that does other work too

/** Starts the built product (`npm run build`) on real engines and waits until it is ready. */
export async function startBreakeven({ env = {}, ...options }: StartOptions = {}): Promise<Breakeven> {
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'breakeven-')));
  const port = options.port ?? (await freePort());
  const adminKey = 'test-admin-key-0123456789';
  const ingestKey = 'test-ingest-key-0123456789';
  const url = `http://127.0.0.1:${port}`;
  const child = spawn(process.execPath, [join(root, 'api/.out/main.js')], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...{ PATH: process.env.PATH, HOME: process.env.HOME, TMPDIR: process.env.TMPDIR },
      ...{ HOST: '127.0.0.1', PORT: String(port), DATA_DIR: dataDir },
      // The streams of the tests have fixed dates, which grow older every day.
      ...{ ADMIN_API_KEY: adminKey, INGEST_API_KEY: ingestKey, MAX_EVENT_AGE_DAYS: '0' },
      ...env,
    },
  });
  const output: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => output.push(String(chunk)));
  const exited = once(child, 'exit');
  // A test run that is cut short leaves no server behind; its engines follow it.
  const endWithUs = () => child.kill('SIGTERM');
  process.once('exit', endWithUs);
  void exited.then(() => process.removeListener('exit', endWithUs));

  await untilAnswers(`${url}${options.until === 'alive' ? '/healthz' : '/readyz'}`, child, output);
  const breakeven: Breakeven = {
    ...{ url, adminKey, ingestKey, dataDir, pid: child.pid! },
    ended: exited.then(() => undefined),
    output: () => output.join(''),
    async stop() {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
      await exited;
      return child.exitCode;
    },
    async kill() {
      await killTree(child.pid!);
      await exited;
    },
    async killServerAlone() {
      child.kill('SIGKILL');
      await exited;
    },
    restart: (changes, until) => startBreakeven({ env: { ...env, ...changes }, dataDir, port, until }),
    async remove() {
      await breakeven.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
  return breakeven;
}

async function untilAnswers(url: string, child: ChildProcess, output: string[]): Promise<void> {
  const deadline = Date.now() + readyWithin;
  let missing = 'nothing';
  while (Date.now() < deadline) {
    if (child.exitCode !== null) break;
    const answer = await fetch(url).catch(() => undefined);
    const text = await answer?.text();
    if (answer?.status === 200) return;
    if (answer) missing = `${answer.status} ${text}`;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  await killTree(child.pid!);
  throw new Error(`Breakeven did not get ready: /readyz said ${missing}. Its output:\n${output.join('')}`);
}

/** All at once, before any of them can notice that another is gone. */
async function killTree(root: number): Promise<void> {
  for (const pid of await processTree(root)) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It ended since the list was made.
    }
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}
