import { execFile } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { Logger } from 'pino';

const run = promisify(execFile);
const fastWithinMs = 10_000;

/**
 * Ends the PostgreSQL that a killed Breakeven left running on `dataPath`. Only for the holder of the lock on DATA_DIR:
 * whatever still runs there is an orphan.
 */
export async function endOrphan(dataPath: string, logger: Logger): Promise<void> {
  const pidPath = join(dataPath, 'postmaster.pid');
  const pid = Number((await readFile(pidPath, 'utf8').catch(() => '')).split('\n')[0]);
  if (!Number.isInteger(pid) || pid <= 0) return;

  if (await runsOn(pid, dataPath)) {
    logger.warn(
      `An earlier Breakeven was killed and left PostgreSQL running (pid ${pid}); it is stopped first`,
    );
    process.kill(pid, 'SIGINT');
    const deadline = Date.now() + fastWithinMs;
    while ((await runsOn(pid, dataPath)) && Date.now() < deadline) await sleep(25);
    if (await runsOn(pid, dataPath)) process.kill(pid, 'SIGQUIT');
    while (await runsOn(pid, dataPath)) await sleep(25);
  }
  // PostgreSQL refuses to start when another program happens to have the pid of that file.
  await rm(pidPath, { force: true });
}

async function runsOn(pid: number, dataPath: string): Promise<boolean> {
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() =>
    run('ps', ['-o', 'command=', '-p', `${pid}`]).then(
      ({ stdout }) => stdout,
      () => '', // no such process
    ),
  );
  return command.includes('postgres') && command.includes(dataPath);
}
