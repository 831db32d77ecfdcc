import { expect, test } from 'vitest';
import { Progress } from './progress.ts';

test('a settling covers what was written before it started, and nothing that was written meanwhile', async () => {
  const progress = new Progress();
  const answered: number[] = [];
  for (const end of [10, 20]) void progress.settled({ segment: 5, end }).then(() => answered.push(end));
  progress.written({ segment: 5, end: 10 }, 1000);
  const done = progress.startSettling();
  progress.written({ segment: 5, end: 20 }, 2000);
  done();
  await Promise.resolve();
  expect(answered).toEqual([10]);
  expect(progress.isAwaited).toBe(true);
  expect(progress.oldest).toBe(2000);

  progress.startSettling()();
  await Promise.resolve();
  expect(answered).toEqual([10, 20]);
  expect(progress.oldest).toBeUndefined();
  await progress.settled({ segment: 4, end: 999 });
});

test('before the first settling nothing is known to be complete', () => {
  expect(new Progress().oldest).toBe(0);
});
