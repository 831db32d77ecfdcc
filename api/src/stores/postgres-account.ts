import { execFile } from 'node:child_process';
import { chmod, stat } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);
const nobody = 65534;

/** How to start a PostgreSQL program: what to put in front of its command line, and as whom. */
export interface PostgresAccount {
  prefix: string[];
  uid?: number;
  gid?: number;
  /** Makes a path, with all below it, the account's own. */
  own(path: string): Promise<void>;
}

// The kernel stops PostgreSQL (SIGINT = "fast") when we are killed, so that it is not left behind. Linux only.
const endWithParent = ['setpriv', '--pdeathsig', 'INT'];
const userNamespace = ['unshare', '--user', `--map-user=${nobody}`, `--map-group=${nobody}`];

/**
 * PostgreSQL refuses to run as root. As root we first try a user namespace, where root is called `nobody`: it works in
 * a home that is closed to others and leaves the ownership of files alone. Containers may forbid that; then PostgreSQL
 * runs as the real `nobody`, who must be able to walk to `dataDir`.
 */
export async function postgresAccount(dataDir: string): Promise<PostgresAccount> {
  const prefix = (await works(endWithParent)) ? endWithParent : [];
  if (process.getuid?.() !== 0) return { prefix, own: async () => undefined };

  if (await works(userNamespace)) {
    return { prefix: [...userNamespace, ...prefix], own: (path) => giveTo(path, 0) };
  }
  await chmod(dataDir, 0o711);
  return { prefix, uid: nobody, gid: nobody, own: (path) => giveTo(path, nobody) };
}

function works([command, ...args]: string[]): Promise<boolean> {
  return run(command!, [...args, 'true']).then(
    () => true,
    () => false, // not there, or not allowed
  );
}

// Only when the owner changes: earlier starts may have used the other way.
async function giveTo(path: string, uid: number): Promise<void> {
  if ((await stat(path)).uid !== uid) await run('chown', ['-R', `${uid}:${uid}`, path]);
}
