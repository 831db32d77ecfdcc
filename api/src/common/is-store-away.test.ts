import { expect, test } from 'vitest';
import { isStoreAway } from './is-store-away.ts';

const refused = Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:5432'), { code: 'ECONNREFUSED' });

test('a refused connection is a store that is away, also inside what drivers wrap it in', () => {
  expect(isStoreAway(refused)).toBe(true);
  expect(isStoreAway(Object.assign(new Error('query failed'), { driverError: refused }))).toBe(true);
  expect(isStoreAway(new Error('insert failed', { cause: refused }))).toBe(true);
  expect(isStoreAway(new AggregateError([refused], ''))).toBe(true);
  expect(isStoreAway(new Error('Connection terminated unexpectedly'))).toBe(true);
});

test('a mistake of ours is not', () => {
  expect(isStoreAway(new TypeError('x is not a function'))).toBe(false);
  expect(isStoreAway(Object.assign(new Error('syntax error'), { code: '42601' }))).toBe(false);
  expect(isStoreAway('ECONNREFUSED')).toBe(false);
});
