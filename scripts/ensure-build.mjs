import { spawnSync } from 'node:child_process';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compressFiles } from './compress-files.mjs';
import { hashOf, readIfThere, root } from './repository.mjs';

const stampPath = join(root, '.build-stamp');
const sources = [
  'package-lock.json',
  'tsconfig.base.json',
  'scripts',
  ...['ingest', 'ingest/client', 'migrations', 'api', 'web'].map((folder) => join(folder, 'tsconfig.json')),
  ...[
    'ingest/src',
    'ingest/client/src',
    'migrations',
    'api/src',
    'web/src',
    'web/index.html',
    'web/public',
    'web/vite.config.ts',
  ],
];
const results = ['api/.out/main.js', 'web/dist/index.html'];

/** Builds server and pages unless exactly these sources are built already. Ends the process when a build fails. */
export function ensureBuild() {
  const stamp = hashOf(sources);
  if (readIfThere(stampPath) === stamp && results.every((path) => existsSync(join(root, path)))) return;

  console.log('Building (a few seconds) ...');
  rmSync(stampPath, { force: true });
  run('the server', [join(root, 'node_modules/typescript7/bin/tsc'), '-b', 'api']);
  run('the web pages', [join(root, 'node_modules/vite/bin/vite.js'), 'build', '--logLevel', 'error', 'web']);
  compressFiles(join(root, 'web/dist'));
  writeFileSync(stampPath, stamp);
}

function run(what, args) {
  const { status } = spawnSync(process.execPath, args, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  if (status === 0) return;
  console.error(`Building ${what} failed.`);
  process.exit(1);
}
