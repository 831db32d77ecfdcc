import { expect, test } from 'vitest';
import { countOf, parseRejectedFilter, writeRejectedFilter } from './rejected-filter.ts';

test('the filter of the address is the one that was written there, and nonsense is no filter', () => {
  const filter = {
    status: 'resent',
    code: 'id_conflict',
    source: '/render?a=b&c',
    search: 'gpu seconds',
  } as const;
  expect(parseRejectedFilter(new URLSearchParams(writeRejectedFilter(filter).toString()))).toMatchObject(
    filter,
  );
  expect(writeRejectedFilter({ status: 'open' }).toString()).toBe('');
  expect(parseRejectedFilter(new URLSearchParams('status=gone&code=%20'))).toEqual({ status: 'open' });
});

test('counts are those of the state and the reason', () => {
  const counts = [
    { status: 'open', code: 'too_old', count: 2 },
    { status: 'open', code: 'unknown_type', count: 5 },
    { status: 'resent', code: 'too_old', count: 9 },
  ] as const;
  expect(countOf([...counts], 'open')).toBe(7);
  expect(countOf([...counts], 'open', 'too_old')).toBe(2);
  expect(countOf([...counts], 'dismissed')).toBe(0);
});
