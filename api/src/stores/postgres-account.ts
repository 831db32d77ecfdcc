import { execFile } from 'node:child_process';
import { chmod, stat } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);
const nobody = 65534;

/** How to start a PostgreSQL program: in front of its command line, and as whom. */
export interface PostgresAccount {
  prefix: string[];
  uid?: number;
  gid?: number;
  /** Makes a path, with all below it, the account's own. */
  own(path: string): Promise<void>;
}

/**
 * PostgreSQL refuses to run as root. As root we first try a user namespace, where root is called `nobody`: it works in
 * a home that is closed to others and leaves the ownership of files alone. Containers may forbid that; then PostgreSQL
 * runs as the real `nobody`, who must be able to walk to `dataDir`.
 */
export async function postgresAccount(dataDir: string): Promise<PostgresAccount> {
  if (process.getuid?.() !== 0) return { prefix: [], own: async () => undefined };

  const prefix = ['unshare', '--user', `--map-user=${nobody}`, `--map-group=${nobody}`];
  const allowed = await run(prefix[0]!, [...prefix.slice(1), 'true']).then(
    () => true,
    () => false,
  );
  if (allowed) return { prefix, own: (path) => giveTo(path, 0) };

  await chmod(dataDir, 0o711);
  return { prefix: [], uid: nobody, gid: nobody, own: (path) => giveTo(path, nobody) };
}

// Only when the owner changes: earlier starts may have used the other way.
async function giveTo(path: string, uid: number): Promise<void> {
  if ((await stat(path)).uid !== uid) await run('chown', ['-R', `${uid}:${uid}`, path]);
}
