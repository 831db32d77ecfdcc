import { expect, test } from 'vitest';
import { Recent } from './recent.ts';

test('there are never more values than room, and the newest half is always there', () => {
  const recent = new Recent<number>(100);
  for (let n = 0; n < 10_000; n += 1) {
    recent.set(`${n}`, n);
    expect(recent.size).toBeLessThanOrEqual(100);
  }
  for (let n = 9950; n < 10_000; n += 1) expect(recent.get(`${n}`)).toBe(n);
  expect(recent.get('0')).toBeUndefined();
});

test('what is asked for again and again stays', () => {
  const recent = new Recent<string>(10);
  recent.set('kept', 'here');
  for (let n = 0; n < 1000; n += 1) {
    recent.set(`${n}`, 'other');
    if (n % 3 === 0) expect(recent.get('kept')).toBe('here');
  }
  recent.set('kept', 'changed');
  expect(recent.get('kept')).toBe('changed');
  recent.delete('kept');
  expect(recent.get('kept')).toBeUndefined();
});
