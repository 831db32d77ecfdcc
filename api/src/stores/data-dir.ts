import { closeSync, ftruncateSync, openSync, readFileSync, writeSync } from 'node:fs';
import { mkdir, rm, statfs, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { DataType, load, open } from 'ffi-rs';
import { StartError } from '../common/start-error.ts';

const freeBytesMin = 256_000_000; // a new PostgreSQL takes 40 MB, and the spool must have somewhere to go
const lockExclusivelyWithoutWaiting = 2 | 4; // LOCK_EX | LOCK_NB

/**
 * Makes DATA_DIR ready and ours alone for as long as this process lives, and answers the function that gives it back.
 *
 * The kernel holds the lock (flock) and drops it when the process ends, however it ends: no lock is left behind by a
 * kill, and no other program that got our old pid can be taken for us. The pid in the file is only for the message.
 * @throws StartError when another Breakeven runs on it, or when nothing can be written there.
 */
export async function claimDataDir(dataDir: string): Promise<() => void> {
  const path = resolve(dataDir);
  const lockPath = join(path, 'breakeven.lock');
  let file: number;
  try {
    await mkdir(path, { recursive: true, mode: 0o700 });
    file = openSync(lockPath, 'a+', 0o600);
  } catch (error) {
    throw new StartError(`DATA_DIR ${path} can't be written to: ${reason(error)}.`);
  }
  if (!lock(file)) {
    const pid = readFileSync(lockPath, 'utf8').trim();
    closeSync(file);
    throw new StartError(
      `Another Breakeven (pid ${pid}) is running on DATA_DIR ${path}: stop it, or set another DATA_DIR.`,
    );
  }
  try {
    ftruncateSync(file);
    writeSync(file, `${process.pid}\n`);
    await checkSpace(path);
  } catch (error) {
    closeSync(file);
    throw error instanceof StartError
      ? error
      : new StartError(`DATA_DIR ${path} can't be written to: ${reason(error)}.`);
  }
  return () => closeSync(file);
}

function lock(file: number): boolean {
  try {
    open({ library: 'libc', path: '' }); // '' = this process, which has libc loaded
    const answer = load({
      library: 'libc',
      funcName: 'flock',
      retType: DataType.I32,
      paramsType: [DataType.I32, DataType.I32],
      paramsValue: [file, lockExclusivelyWithoutWaiting],
    });
    return answer === 0;
  } catch (error) {
    throw new StartError(
      `Breakeven can't lock its DATA_DIR on ${process.platform}: run it on Linux or macOS (${(error as Error).message}).`,
    );
  }
}

async function checkSpace(path: string): Promise<void> {
  const { bavail, bsize } = await statfs(path);
  if (bavail * bsize < freeBytesMin) {
    throw new StartError(
      `DATA_DIR ${path} has ${Math.floor((bavail * bsize) / 1e6)} MB left on its disk; Breakeven needs at least ${freeBytesMin / 1e6} MB to start.`,
    );
  }
  const probe = join(path, 'write-probe');
  await writeFile(probe, 'x', { flush: true, mode: 0o600 });
  await rm(probe);
}

const reasons: Record<string, string> = {
  EACCES: 'this user has no permission',
  EPERM: 'this user has no permission',
  EROFS: 'the file system is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: "the user's disk quota is used up",
  ENOTDIR: 'a part of the path is a file',
  EEXIST: 'it is a file',
};

function reason(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return reasons[code ?? ''] ?? message;
}
