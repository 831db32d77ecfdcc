import { readFile } from 'node:fs/promises';
import { processTree } from './process-tree.ts';

const commands = { clickhouse: /clickhouse-process/, postgresql: /postgres.*-D/s };

/** The process of an embedded engine of this server. */
export async function enginePid(serverPid: number, engine: keyof typeof commands): Promise<number> {
  for (const pid of (await processTree(serverPid)).slice(1)) {
    const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
    if (commands[engine].test(command)) return pid;
  }
  throw new Error(`${engine} does not run below process ${serverPid}`);
}
