import { expect, test } from 'vitest';
import { safeNext } from './safe-next.ts';

test('a page of this site is where one goes after signing in', () => {
  expect(safeNext('/safety?range=7d')).toBe('/safety?range=7d');
});

test.each([null, '', 'https://example.com', '//example.com', '/\\example.com', '/sign-in'])(
  '%s leads to the first page',
  (next) => {
    expect(safeNext(next)).toBe('/');
  },
);
