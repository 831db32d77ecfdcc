import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hashOf, readIfThere, root } from './repository.mjs';

const stampPath = join(root, 'node_modules', '.breakeven-install');

/**
 * Installs the npm packages of the lockfile unless this very lockfile is installed already for this kind of machine.
 * Ends the process when npm fails: npm has said why.
 */
export function ensureInstall() {
  const stamp = `${hashOf(['package-lock.json'])} ${process.platform}-${process.arch} ${process.versions.modules}`;
  if (readIfThere(stampPath) === stamp) return;

  console.log('Installing packages (about half a minute) ...');
  const npm = process.env.npm_execpath;
  const args = ['ci', '--loglevel=error', '--no-progress'];
  const { status, error } = spawnSync(npm ? process.execPath : 'npm', npm ? [npm, ...args] : args, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: ownEnvironment(process.env),
  });
  if (error) console.error(`npm can't be started: ${error.message}`);
  if (status !== 0) process.exit(1);
  writeFileSync(stampPath, stamp);
}

/**
 * The environment without what the npm that started us added about itself, and without what would leave out packages
 * that the build needs. Where packages come from stays as the user has set it.
 */
export function ownEnvironment(environment) {
  const unwanted =
    /^(npm_(lifecycle|package|command)|npm_config_(omit|only|production|include|workspace|dry_run|global)|NODE_ENV$)/i;
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !unwanted.test(name)));
}
