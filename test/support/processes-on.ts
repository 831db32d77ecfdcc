import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/**
 * Process ids of programs that name this folder in their command line or hold a file of it open: what a server that was
 * started there has left behind. `name` narrows it to programs that have it in their command line.
 */
export async function processesOn(folder: string, name = ''): Promise<number[]> {
  const { stdout } = await promisify(execFile)('ps', ['-A', '-ww', '-o', 'pid=,args=']);
  const all = stdout
    .trim()
    .split('\n')
    .map((line) => /^\s*(\d+)\s+(.*)$/.exec(line)!)
    .map(([, pid, command]) => ({ pid: Number(pid), command: command! }))
    .filter(({ pid, command }) => pid !== process.pid && command.includes(name));
  const holding = await Promise.all(
    all.map(({ pid, command }) => command.includes(folder) || holds(pid, folder)),
  );
  return all.filter((_, index) => holding[index]).map(({ pid }) => pid);
}

async function holds(pid: number, folder: string): Promise<boolean> {
  const { stdout } = await promisify(execFile)('ls', ['-l', `/proc/${pid}/fd`]).catch(() => ({ stdout: '' }));
  return stdout.includes(folder);
}
