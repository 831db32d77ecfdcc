import { execFile } from 'node:child_process';
import { mkdir, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A folder whose disk can be made to refuse, and to work again. */
export interface FailingDisk {
  /** How it does that on this machine. */
  how: string;
  /** What the server must be started with for it. */
  env?: Record<string, string>;
  /** @param pid the server */
  fail(pid: number): Promise<void>;
  heal(pid: number): Promise<void>;
  /** Leaves nothing behind; the process that used it is gone. */
  remove(): Promise<void>;
}

/**
 * A small disk of its own, which is full while it fails.
 * @param otherwise what to use on a machine where none may be mounted, and why not
 */
export async function smallDisk(
  folder: string,
  megabytes: number,
  otherwise: (why: string) => FailingDisk | Promise<FailingDisk> = limitedFiles,
): Promise<FailingDisk> {
  await mkdir(folder, { recursive: true });
  const filler = join(folder, 'filler');
  const why = await refusal('mount', '-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder);
  if (why !== undefined) return otherwise(`no disk may be mounted here: ${why}`);
  return {
    how: `a disk of ${megabytes} MiB without a free byte`,
    async fail() {
      const file = await open(filler, 'a');
      for (let size = 1024 ** 2; size >= 1; ) {
        const written = await file.write(Buffer.alloc(size)).catch(() => ({ bytesWritten: 0 }));
        if (written.bytesWritten < size) size = Math.floor(size / 16);
      }
      await file.close();
    },
    heal: () => rm(filler),
    async remove() {
      await run('umount', ['-l', folder]);
    },
  };
}

/** A folder in which nothing can be changed while it fails, not even by root and not by files that are open. */
export async function readOnlyDisk(folder: string): Promise<FailingDisk> {
  await mkdir(folder, { recursive: true });
  const why = await refusal('chattr', '+i', folder);
  if (why !== undefined) return limitedFiles(`no file can be made immutable here: ${why}`);
  await run('chattr', ['-i', folder]);
  return {
    how: 'every file immutable',
    fail: async () => void (await run('chattr', ['-R', '+i', folder])),
    heal: async () => void (await run('chattr', ['-R', '-i', folder])),
    remove: async () => void (await refusal('chattr', '-R', '-i', folder)),
  };
}

/** Needs no rights at all: no file of the process may grow, whichever disk it is on. */
function limitedFiles(why: string): FailingDisk {
  const limit = async (pid: number, bytes: string) =>
    void (await run('prlimit', [`--pid=${pid}`, `--fsize=${bytes}:unlimited`]));
  return {
    how: `a limit on the size of files, because ${why}`,
    env: { NODE_OPTIONS: `--import=${new URL('./ignore-file-size-signal.mjs', import.meta.url)}` },
    fail: (pid) => limit(pid, '1'),
    heal: (pid) => limit(pid, 'unlimited'),
    remove: async () => undefined,
  };
}

async function refusal(command: string, ...parameters: string[]): Promise<string | undefined> {
  return run(command, parameters).then(
    () => undefined,
    (error: Error & { stderr?: string }) => (error.stderr || error.message).trim().split('\n')[0],
  );
}
