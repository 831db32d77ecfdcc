import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';

import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { freePort } from '@breakeven/api/stores/free-port';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { apiOf } from '../support/api.ts';
import { processTree } from '../support/process-tree.ts';
import { processesOn } from '../support/processes-on.ts';
import { type Breakeven, startBreakeven } from '../support/start-breakeven.ts';

const main = fileURLToPath(new URL('../../api/.out/main.js', import.meta.url));

/** Starts the server expecting that it refuses: what it said on stderr, and how it ended. */
async function refusal(env: Record<string, string>): Promise<{ code: number; said: string; lines: number }> {
  const run = promisify(execFile)(process.execPath, [main], {
    env: { PATH: process.env.PATH, ...env },
    timeout: 30_000,
  });
  const { code, stderr } = await run.then(
    () => ({ code: 0, stderr: '' }),
    (error: { code: number; stderr: string }) => error,
  );
  return { code, said: stderr.trim(), lines: stderr.trim().split('\n').length };
}

describe('one Breakeven, started, stopped, killed and started again on one DATA_DIR', () => {
  let folder: string;
  let breakeven: Breakeven;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'breakeven start-'));
    breakeven = await startBreakeven({ dataDir: join(folder, 'data with spaces') });
  });
  afterAll(async () => {
    await breakeven?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  test('a second start fails with one sentence that names the pid, and harms nothing', async () => {
    const pid = (await readFile(join(breakeven.dataDir, 'breakeven.lock'), 'utf8')).trim();
    expect(await refusal({ DATA_DIR: breakeven.dataDir, PORT: '0' })).toEqual({
      code: 1,
      said: `Another Breakeven (pid ${pid}) is running on DATA_DIR ${breakeven.dataDir}: stop it, or set another DATA_DIR.`,
      lines: 1,
    });
    expect((await fetch(`${breakeven.url}/readyz`)).status).toBe(200);
  });

  test('a taken port is told in one sentence, and no engine is left behind', async () => {
    const dataDir = join(folder, 'other');
    const port = new URL(breakeven.url).port;
    expect(await refusal({ DATA_DIR: dataDir, PORT: port })).toEqual({
      code: 1,
      said: `Port ${port} is taken by another program: stop it, or set another PORT.`,
      lines: 1,
    });
    expect(await processesOn(dataDir)).toEqual([]);
  });

  test('what it keeps is for its owner alone, and no password is in a command line', async () => {
    expect((await stat(breakeven.dataDir)).mode & 0o077).toBe(0);
    const config = join(breakeven.dataDir, 'config');
    for (const file of await readdir(config)) expect((await stat(join(config, file))).mode & 0o077).toBe(0);
    const password = await readFile(join(config, 'postgres-password'), 'utf8');
    const { stdout } = await promisify(execFile)('ps', ['-A', '-ww', '-o', 'args=']);
    expect(stdout).not.toContain(password);
    expect(breakeven.output()).not.toContain(password);
    expect(breakeven.output()).not.toContain(breakeven.adminKey);
  });

  test('every embedded server listens on this machine only', async () => {
    const tree = await processTree(Number(await readFile(join(breakeven.dataDir, 'breakeven.lock'), 'utf8')));
    const listening = (await Promise.all(tree.map(listeningAddresses))).flat();
    expect(listening.length).toBeGreaterThanOrEqual(3); // web and API, ClickHouse, PostgreSQL
    expect(new Set(listening)).toEqual(new Set(['127.0.0.1']));
  });

  test.each([
    ['ClickHouse', 'clickhouse-process'],
    ['PostgreSQL', 'native/bin/postgres'],
  ])('%s is started again when it dies, and everything answers again', async (_, program) => {
    const api = apiOf(breakeven);
    const pids = await processesOn(breakeven.dataDir, program);
    expect(pids).toHaveLength(1);
    process.kill(pids[0]!, 'SIGKILL');
    await expect
      .poll(async () => (await fetch(`${breakeven.url}/readyz`)).status, { timeout: 10_000 })
      .toBe(503);
    await expect
      .poll(async () => (await fetch(`${breakeven.url}/readyz`)).status, { timeout: 30_000 })
      .toBe(200);
    expect((await api.request('GET', '/v1/rates')).status).toBe(200);
    expect(breakeven.output()).toMatch(/ended unexpectedly/);
  });

  test('SIGTERM ends it with exit code 0 and leaves no process, and the data are there after the next start', async () => {
    const rate = { date: '2026-10-01', base: 'EUR', quote: 'USD', rate: '1.09' };
    await apiOf(breakeven).addRates([], [rate]);
    expect(await breakeven.stop()).toBe(0);
    expect(await processesOn(breakeven.dataDir)).toEqual([]);
    breakeven = await breakeven.restart();
    const { body } = await apiOf(breakeven).request('GET', '/v1/fx-rates');
    expect(body.items).toMatchObject([rate]);
  });

  test('kill -9 of the server alone hinders no later start, loses no data and leaves no process', async () => {
    await breakeven.killServerAlone();
    breakeven = await breakeven.restart();
    const { body } = await apiOf(breakeven).request('GET', '/v1/fx-rates');
    expect(body.items).toHaveLength(1);
    expect(await breakeven.stop()).toBe(0);
    expect(await processesOn(breakeven.dataDir)).toEqual([]);
    breakeven = await breakeven.restart();
  });

  test('kill -9 of everything at once hinders no later start and loses no data', async () => {
    await breakeven.kill();
    breakeven = await breakeven.restart();
    const { body } = await apiOf(breakeven).request('GET', '/v1/fx-rates');
    expect(body.items).toHaveLength(1);
  });
});

test('it says what it waits for while it starts, and SIGTERM ends even that', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'breakeven-'));
  const env = { CLICKHOUSE_URL: `http://nobody@127.0.0.1:${await freePort()}/x` };
  const breakeven = await startBreakeven({ env, dataDir, until: 'alive' });
  await expect
    .poll(async () => (await fetch(`${breakeven.url}/readyz`)).json())
    .toEqual({ status: 'starting', missing: ['clickhouse', 'postgresql', 'pipeline'] });
  expect((await fetch(`${breakeven.url}/v1/catalog`)).headers.get('retry-after')).toBe('1');
  expect(await breakeven.stop()).toBe(0);
  expect(await processesOn(dataDir)).toEqual([]);
  await rm(dataDir, { recursive: true });
});

test('a second signal ends it at once, whatever is under way, and leaves no engine', async () => {
  const breakeven = await startBreakeven();
  // ClickHouse does nothing any more, not even end: the first signal waits for it.
  for (const pid of await processesOn(breakeven.dataDir, 'clickhouse-process')) process.kill(pid, 'SIGSTOP');
  const pid = Number(await readFile(join(breakeven.dataDir, 'breakeven.lock'), 'utf8'));
  process.kill(pid, 'SIGTERM');
  process.kill(pid, 'SIGTERM'); // at the same time, as npm and a terminal send it: one wish
  await sleep(1500);
  expect(breakeven.output()).not.toContain('stopping at once');
  expect(await breakeven.stop()).toBe(1);
  await expect.poll(() => processesOn(breakeven.dataDir), { timeout: 10_000 }).toEqual([]);
  await breakeven.remove();
});

test('settings that are wrong are all named in one sentence', async () => {
  const { code, said, lines } = await refusal({
    PORT: 'many',
    REPORTING_TIME_ZONE: 'Mars',
    LOG_LEVEL: 'loud',
  });
  expect({ code, lines }).toEqual({ code: 1, lines: 1 });
  for (const name of ['PORT', 'REPORTING_TIME_ZONE', 'LOG_LEVEL']) expect(said).toContain(name);
});

/** The local addresses that a process listens on. */
async function listeningAddresses(pid: number): Promise<string[]> {
  const links = await promisify(execFile)('ls', ['-l', `/proc/${pid}/fd`]).catch(() => ({ stdout: '' }));
  const sockets = new Set([...links.stdout.matchAll(/socket:\[(\d+)\]/g)].map(([, inode]) => inode));
  const rows = await Promise.all(
    ['tcp', 'tcp6'].map((name) => readFile(`/proc/net/${name}`, 'utf8').catch(() => '')),
  );
  return rows
    .flatMap((text) => text.trim().split('\n').slice(1))
    .map((line) => line.trim().split(/\s+/))
    .filter((fields) => fields[3] === '0A' && sockets.has(fields[9]!))
    .map((fields) => fields[1]!.split(':')[0]!)
    .map((hex) =>
      hex
        .match(/../g)!
        .map((byte) => Number.parseInt(byte, 16))
        .reverse()
        .join('.'),
    );
}
