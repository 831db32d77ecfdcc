import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { missingOptionalPackages, platformEntry } from './complete-lockfile.mjs';
import { root } from './repository.mjs';

const text = readFileSync(join(root, 'package-lock.json'), 'utf8');

test('npm ci works on every platform: the lockfile lists every optional package that it asks for', () => {
  expect(missingOptionalPackages(JSON.parse(text))).toEqual([]);
});

test('the lockfile names no registry: packages come from the one that the machine uses', () => {
  const resolved = Object.entries(JSON.parse(text).packages).filter(
    ([, { resolved, link }]) => resolved && !link,
  );
  expect(resolved).toEqual([]);
  expect(text).not.toMatch(/"resolved": "https?:/);
});

test('a missing package is found, nested ones too', () => {
  const lock = {
    packages: {
      '': {},
      'node_modules/a': { optionalDependencies: { 'a-linux-x64': '1.0.0', 'a-darwin-x64': '1.0.0' } },
      'node_modules/a-linux-x64': {},
      'node_modules/b/node_modules/c': {
        optionalDependencies: { 'c-linux-arm64': '2.0.0', 'd-linux-x64': '3.0.0' },
      },
      'node_modules/b/node_modules/c/node_modules/c-linux-arm64': {},
      'node_modules/b/node_modules/d-linux-x64': {},
    },
  };
  expect(missingOptionalPackages(lock)).toEqual([{ name: 'a-darwin-x64', version: '1.0.0' }]);
});

test('its entry is skipped on other platforms, and a name without a platform is refused', () => {
  expect(platformEntry({ name: '@a/cli-linux-arm64-musl', version: '1.2.3' })).toEqual({
    version: '1.2.3',
    cpu: ['arm64'],
    libc: ['musl'],
    optional: true,
    os: ['linux'],
  });
  expect(() => platformEntry({ name: '@a/extra', version: '1.2.3' })).toThrow('@a/extra');
});
