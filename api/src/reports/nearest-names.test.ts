import { expect, it } from 'vitest';
import { nearestNames } from './nearest-names.ts';

it('finds names that are a few letters away or hold what was typed, nearest first', () => {
  const known = ['server_cost', 'storage_cost', 'blocks', 'block_rate', 'views'];
  expect(nearestNames('serverCost', known)).toEqual(['server_cost']);
  expect(nearestNames('block', known)).toEqual(['blocks', 'block_rate']);
  expect(nearestNames('profit', known)).toEqual([]);
});
