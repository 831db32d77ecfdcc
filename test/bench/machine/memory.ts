import { readFile, writeFile } from 'node:fs/promises';

const MB = 1_000_000;

/** Megabytes (10^6 bytes) of memory that a process holds now, and at most since `resetPeak`. */
export async function memoryOf(pid: number): Promise<{ now: number; peak: number }> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  const kilobytes = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0);
  return { now: (kilobytes('VmRSS') * 1024) / MB, peak: (kilobytes('VmHWM') * 1024) / MB };
}

/** Megabytes of several processes that share memory, the shared part counted once. */
export async function sharedMemoryOf(pids: readonly number[]): Promise<number> {
  const each = pids.map(async (pid) => {
    // A connection's process may end at any time.
    const rollup = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '');
    return Number(/^Pss:\s+(\d+)/m.exec(rollup)?.[1] ?? 0) * 1024;
  });
  return (await Promise.all(each)).reduce((sum, bytes) => sum + bytes, 0) / MB;
}

/** Lets the peak of `memoryOf` begin anew. */
export async function resetPeak(pid: number): Promise<void> {
  await writeFile(`/proc/${pid}/clear_refs`, '5');
}
