import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { root } from './repository.mjs';

const forbidden = [
  ['features-do-not-know-each-other', 'api/src/rates/a.ts', 'api/src/auth/b.ts'],
  ['reports-know-metrics-and-stores', 'api/src/reports/a.ts', 'api/src/rates/b.ts'],
  ['metrics-are-definitions', 'api/src/metrics/a.ts', 'api/src/stores/b.ts'],
  ['stores-know-no-feature', 'api/src/stores/a.ts', 'api/src/keys/b.ts'],
  ['common-knows-nothing', 'api/src/common/a.ts', 'api/src/stores/c.ts'],
  ['nothing-imports-test', 'ingest/src/wake.ts', 'test/support/b.ts'],
  ['ingest-contract-stands-alone', 'ingest/src/contract/a.ts', 'ingest/src/spool/b.ts'],
  ['ingest-parts-know-the-contract', 'ingest/src/settler/a.ts', 'ingest/src/spool/c.ts'],
  ['collector-and-writer-know-the-spool', 'ingest/src/writer/a.ts', 'ingest/src/collector/b.ts'],
  ['importer-and-simulator-know-the-sender', 'ingest/src/importer/a.ts', 'ingest/src/spool/d.ts'],
  ['client-stands-alone', 'ingest/client/src/a.ts', 'ingest/src/contract/b.ts'],
  ['client-tests-know-the-contract', 'ingest/client/test/a.ts', 'ingest/src/spool/e.ts'],
  ['sender-knows-the-client', 'ingest/src/importer/b.ts', 'ingest/client/src/c.ts'],
  ['ingest-is-a-library', 'ingest/src/a.ts', 'api/src/stores/d.ts'],
  ['migrations-stand-alone', 'migrations/a.ts', 'api/src/stores/e.ts'],
  ['web-speaks-http', 'web/src/api/a.ts', 'api/src/metrics/b.ts'],
  ['web-features-do-not-know-each-other', 'web/src/features/safety/a.ts', 'web/src/features/overview/b.ts'],
  ['web-reports-look-right-only', 'web/src/reports/a.ts', 'web/src/features/overview/c.ts'],
  ['web-catalog-looks-right-only', 'web/src/catalog/a.ts', 'web/src/reports/b.ts'],
  ['web-api-and-components-stand-alone', 'web/src/components/a.tsx', 'web/src/catalog/b.ts'],
  ['everything-resolves', 'api/src/rates/lost.ts', 'api/src/stores/nowhere.ts'],
];
const allowed = [
  ['ingest/src/writer/good.ts', 'ingest/src/spool/f.ts'],
  ['ingest/client/test/good.ts', 'ingest/src/contract/f.ts'],
  ['ingest/src/sender/good.ts', 'ingest/client/src/d.ts'],
  ['ingest/src/simulator/good.ts', 'ingest/src/sender/f.ts'],
  ['api/src/rates/good.ts', 'api/src/stores/f.ts'],
  ['api/src/rates/better.ts', 'api/src/reports/f.ts'],
  ['api/src/reports/good.ts', 'api/src/metrics/f.ts'],
  ['web/src/features/safety/good.ts', 'web/src/reports/f.ts'],
  ['test/support/good.ts', 'api/src/stores/g.ts'],
];

let folder;
let severities;
let violations;

// One repository that holds all these imports and nothing else, checked once.
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'breakeven-imports-'));
  for (const [from, to] of [...forbidden.map(([, ...pair]) => pair), ...allowed]) {
    const specifier = relative(dirname(from), to);
    write(from, `export { value } from '${specifier.startsWith('.') ? specifier : `./${specifier}`}';\n`);
    if (!to.endsWith('nowhere.ts')) write(to, 'export const value = 1;\n');
  }
  const cruiser = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const options = ['--config', join(root, '.dependency-cruiser.cjs'), '--output-type', 'json'];
  const folders = ['api', 'ingest', 'migrations', 'test', 'web'];
  const { stdout } = spawnSync(process.execPath, [cruiser, ...options, ...folders], {
    cwd: folder,
    encoding: 'utf8',
  });
  const found = JSON.parse(stdout).summary.violations;
  violations = found.map(({ rule, from }) => [rule.name, from]);
  severities = new Set(found.map(({ rule }) => rule.severity));
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true }));

function write(path, text) {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

test.each(forbidden)('%s: %s may not import %s', (rule, from) => {
  expect(violations).toContainEqual([rule, from]);
});

test.each(allowed)('%s may import %s', (from) => {
  expect(violations.filter(([, path]) => path === from)).toEqual([]);
});

test('a forbidden import is an error, not a warning: it fails the check', () => {
  expect(severities).toEqual(new Set(['error']));
});
