import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** The process and everything that it started, directly or not, as process ids. */
export async function processTree(root: number): Promise<number[]> {
  const { stdout } = await promisify(execFile)('ps', ['-A', '-o', 'pid=,ppid=']);
  const parents = stdout
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number) as [number, number]);
  const tree = [root];
  for (const parent of tree) {
    tree.push(...parents.filter(([, ppid]) => ppid === parent).map(([pid]) => pid));
  }
  return tree;
}
