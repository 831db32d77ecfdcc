import { readdir, readFile } from 'node:fs/promises';
import { type ProcessStat, parseProcessStat } from './process-stat.ts';

export type Processes = ReadonlyMap<number, ProcessStat>;

/** All processes of this machine, by process id. */
export async function processes(): Promise<Processes> {
  return readStats('/proc');
}

/** The threads of a process, by thread id; the main thread has the id of the process. */
export async function threads(pid: number): Promise<Processes> {
  return readStats(`/proc/${pid}/task`);
}

/** A process and everything that it started, directly or not. */
export function treeOf(root: number, all: Processes): number[] {
  const tree = [root];
  for (const parent of tree) for (const [pid, stat] of all) if (stat.parent === parent) tree.push(pid);
  return tree;
}

async function readStats(directory: string): Promise<Processes> {
  const ids = (await readdir(directory)).filter((name) => /^\d+$/.test(name));
  const stats = await Promise.all(
    ids.map(async (id) => {
      // It may have ended since the list was made.
      const line = await readFile(`${directory}/${id}/stat`, 'utf8').catch(() => undefined);
      return line === undefined ? [] : [[Number(id), parseProcessStat(line)] as const];
    }),
  );
  return new Map(stats.flat());
}
