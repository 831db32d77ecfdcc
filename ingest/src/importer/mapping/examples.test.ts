import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseMapping } from './load-mapping.ts';

const folder = new URL('../../../../docs/examples/', import.meta.url);
const mappings = readdirSync(folder).filter((name) => name.endsWith('.mapping.json'));

test('there are example mappings', () => expect(mappings).toHaveLength(2));

test.each(mappings)('the example %s is a right mapping', (name) => {
  expect(() => parseMapping(readFileSync(new URL(name, folder), 'utf8'), name)).not.toThrow();
});

test('the mapping that the guide explains is a right mapping', () => {
  const [, json = ''] =
    /```json\n([\s\S]*?)```/.exec(readFileSync(new URL('README.md', folder), 'utf8')) ?? [];
  expect(() => parseMapping(json, 'README')).not.toThrow();
});
