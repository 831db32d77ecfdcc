import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { StartError } from '../common/start-error.ts';
import { claimDataDir } from './data-dir.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'breakeven data-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('DATA_DIR', () => {
  test('is made for its owner alone', async () => {
    const release = await claimDataDir(join(folder, 'new', 'data'));
    expect(statSync(join(folder, 'new', 'data')).mode & 0o777).toBe(0o700);
    release();
  });

  test('is taken by one at a time; the other learns the pid', async () => {
    const release = await claimDataDir(folder);
    await expect(claimDataDir(folder)).rejects.toThrow(
      new RegExp(`Another Breakeven \\(pid ${process.pid}\\)`),
    );
    release();
    const again = await claimDataDir(folder);
    again();
  });

  test('is free again after a crash, whoever has the old pid now', async () => {
    // What a killed process leaves behind: the file, with the pid of a process that is alive.
    writeFileSync(join(folder, 'breakeven.lock'), `${process.ppid}\n`);
    const release = await claimDataDir(folder);
    release();
  });

  test('is not inherited by the programs that we start', async () => {
    const release = await claimDataDir(folder);
    const open = execFileSync('ls', ['-l', '/proc/self/fd']).toString();
    expect(open).not.toContain('breakeven.lock');
    release();
  });

  test('that is a file or lies below one is refused in a sentence', async () => {
    const file = join(folder, 'file');
    writeFileSync(file, '');
    for (const path of [file, join(file, 'data')]) {
      const error = await claimDataDir(path).catch((caught: unknown) => caught);
      expect(error).toBeInstanceOf(StartError);
      expect((error as Error).message).toContain(path);
    }
  });
});
