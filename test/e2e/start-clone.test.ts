import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, chown, cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { freePort } from '@breakeven/api/stores/free-port';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { processesOn } from '../support/processes-on.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const isRoot = process.getuid?.() === 0;
const nobody = 65534;

let home: string;
let clone: string;
let npm: ChildProcess;
let output: string;

// A clone with its packages installed and nothing built, in a folder with a space in its name.
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'breakeven-home-'));
  clone = join(home, 'my clone');
  const left = new Set(['.git', '.out', '.build-stamp', 'data', 'data-demo', 'dist']);
  const packages = join(root, 'node_modules');
  await cp(root, clone, {
    recursive: true,
    filter: (path) => path !== packages && (path.includes('node_modules') || !left.has(basename(path))),
  });
  // As hard links where that works: packages are a gigabyte.
  const copy = promisify(execFile);
  await copy('cp', ['-al', packages, clone]).catch(() => copy('cp', ['-a', packages, clone]));
}, 300_000);
afterEach(async () => {
  for (const pid of await processesOn(home)) killIfThere(pid);
});
afterAll(() => rm(home, { recursive: true, force: true }));

function killIfThere(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It ended by itself in the meantime.
  }
}

/** `npm start` in the clone, in a process group of its own as in a terminal; answers once the first page is there. */
async function npmStart(dataDir: string, prefix: string[] = []): Promise<string> {
  const port = await freePort();
  const [command, ...args] = [...prefix, 'npm', 'start'];
  npm = spawn(command!, args, {
    cwd: clone,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env.PATH, HOME: dirname(dataDir), PORT: String(port), DATA_DIR: dataDir },
  });
  output = '';
  for (const stream of [npm.stdout!, npm.stderr!]) stream.on('data', (chunk) => (output += chunk));
  const url = `http://127.0.0.1:${port}`;
  const page = async () => (await fetch(url).catch(() => undefined))?.status ?? output;
  await expect.poll(page, { timeout: 90_000, interval: 100 }).toBe(200);
  return url;
}

async function ended(): Promise<void> {
  if (npm.exitCode === null && npm.signalCode === null) await once(npm, 'exit');
  await expect.poll(() => processesOn(home), { timeout: 10_000 }).toEqual([]);
}

test('npm start builds a clone in a closed home with a space in its path, and Ctrl-C leaves nothing running', async () => {
  await chmod(home, 0o700);
  const url = await npmStart(join(clone, 'data'));
  expect(await (await fetch(url)).text()).toContain('<div id="root">');
  expect(output).toContain('Building');
  expect(output).toContain(`Breakeven is ready: ${url}`);

  process.kill(-npm.pid!, 'SIGINT'); // what a terminal does: to npm and to everything that it started
  await ended();
  expect(output).toContain('SIGINT: stopping');
  expect(output).not.toContain('stopping at once');
});

test('the next npm start builds nothing, and ending npm alone leaves nothing running', async () => {
  await npmStart(join(clone, 'data'));
  expect(output).not.toContain('Building');
  npm.kill('SIGTERM');
  await ended();
});

test.runIf(isRoot)('an ordinary user can start it', async () => {
  await chmod(home, 0o755);
  const own = join(home, 'nobody');
  await mkdir(own);
  await chown(own, nobody, nobody);
  await npmStart(join(own, 'data'), ['setpriv', `--reuid=${nobody}`, `--regid=${nobody}`, '--clear-groups']);
  npm.kill('SIGTERM');
  await ended();
});
