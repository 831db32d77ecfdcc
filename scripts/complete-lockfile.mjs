// node scripts/complete-lockfile.mjs: run it after every `npm install` that changed the lockfile.
//
// A package with binaries lists one optional package per platform. npm leaves those out of the lockfile that the registry
// in use can't show it, and then `npm ci` calls the lockfile out of sync, on every machine. This adds what is missing:
// the exact version that the package asks for, and the platform that its name says.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './repository.mjs';

const lockPath = join(root, 'package-lock.json');

/** The optional packages that a lockfile asks for and does not list, as `{name, version}`. */
export function missingOptionalPackages({ packages }) {
  return Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.entries(optionalDependencies)
      .filter(([name]) => !isListed(packages, path, name))
      .map(([name, version]) => ({ name, version })),
  );
}

// As Node looks for a package: in the folder itself, then in each one above it.
function isListed(packages, path, name) {
  const folders = path
    .split('/node_modules/')
    .map((_, index, parts) => parts.slice(0, index + 1).join('/node_modules/'));
  return ['', ...folders].some((folder) => packages[`${folder ? `${folder}/` : ''}node_modules/${name}`]);
}

/** The lockfile entry of an optional package that is for one platform only. */
export function platformEntry({ name, version }) {
  if (!/^\d/.test(version)) throw new Error(`${name} has no exact version: ${version}`);
  const words = name.split(/[/-]/);
  const os = words.find((word) =>
    ['aix', 'android', 'darwin', 'freebsd', 'linux', 'openharmony', 'win32'].includes(word),
  );
  const cpu = words.find((word) =>
    ['arm', 'arm64', 'ia32', 'loong64', 'ppc64', 'riscv64', 's390x', 'x64'].includes(word),
  );
  if (!os || !cpu) throw new Error(`${name} does not name its platform`);
  const libc = { gnu: 'glibc', musl: 'musl' }[words.at(-1)];
  return { version, cpu: [cpu], ...(libc && { libc: [libc] }), optional: true, os: [os] };
}

function completeLockfile() {
  const lock = JSON.parse(readFileSync(lockPath, 'utf8'));
  const missing = missingOptionalPackages(lock);
  for (const entry of missing) lock.packages[`node_modules/${entry.name}`] = platformEntry(entry);
  for (const entry of Object.values(lock.packages)) if (!entry.link) delete entry.resolved;
  lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)));
  writeFileSync(lockPath, `${JSON.stringify(lock, null, 2)}\n`);
  console.log(
    missing.length === 0
      ? 'The lockfile is complete.'
      : `Added ${missing.map(({ name }) => name).join(', ')}.`,
  );
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) completeLockfile();
