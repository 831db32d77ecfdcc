import { describe, expect, it } from 'vitest';
import { catalog } from './catalog.ts';
import { checkCatalog } from './check-catalog.ts';
import { blockRate, blocks, decisions } from './definitions/moderation.ts';
import { dimensions } from './dimensions.ts';

const sound = [blocks, decisions, blockRate];

describe('checkCatalog', () => {
  it('finds nothing wrong with the real catalog', () => {
    expect(checkCatalog([...catalog.metrics.values()], [...catalog.dimensions.values()])).toEqual([]);
  });

  it.each([
    ['a name that is taken', [...sound, { ...blocks }], '"blocks" is defined twice.'],
    ['a name that a dimension has', [...sound, { ...blocks, name: 'model' }], '"model" is defined twice.'],
    ['a name that is no snake_case', [{ ...blocks, name: 'blockRate' }], '"blockRate" is not snake_case.'],
    ['a missing label', [{ ...blocks, label: '' }], '"blocks" has no label.'],
    [
      'a missing description',
      [{ ...blocks, description: '' }],
      'The description of "blocks" is not a sentence.',
    ],
    ['a missing unit', [{ ...blocks, unit: '' as 'count' }], '"blocks" has no unit.'],
    [
      'an operand that nobody can ask for',
      [blocks, blockRate],
      '"block_rate" is computed from "decisions", which is not in the catalog.',
    ],
    [
      'a dimension that does not exist',
      [{ ...blocks, dimensions: ['planet' as 'model'] }],
      '"blocks" is split by "planet", which is unknown.',
    ],
  ])('names %s', (_, metrics, problem) => {
    expect(checkCatalog(metrics, dimensions)).toContain(problem);
  });
});
