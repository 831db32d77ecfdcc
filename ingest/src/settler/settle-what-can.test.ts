import { ClickHouseError } from '@clickhouse/client';
import { expect, test } from 'vitest';
import type { DirtyBucket } from './dirty-buckets.ts';
import { settleWhatCan } from './settle-what-can.ts';

const chunk = (size: number): DirtyBucket[] =>
  Array.from({ length: size }, (_, bucket) => ({ bucket, marks: 1, events: 1 }));
const refusal = () =>
  new ClickHouseError({ message: 'too much memory', code: '241', type: 'MEMORY_LIMIT_EXCEEDED' });

/** Settles all but what contains one of these buckets. */
function settling(refused: (buckets: readonly DirtyBucket[]) => boolean) {
  const settled: number[] = [];
  const settle = async (buckets: readonly DirtyBucket[]) => {
    if (refused(buckets)) throw refusal();
    settled.push(...buckets.map(({ bucket }) => bucket));
  };
  return { settled, settle };
}

test('a bucket that the store refuses keeps no other from being settled, and the newest stay first', async () => {
  const { settled, settle } = settling((buckets) => buckets.some(({ bucket }) => bucket === 5));
  const failed = await settleWhatCan(chunk(100), settle);
  expect(failed).toEqual({ buckets: 1, error: refusal() });
  expect(settled).toEqual(
    chunk(100)
      .map(({ bucket }) => bucket)
      .filter((bucket) => bucket !== 5),
  );
});

test('buckets that are too many for one statement are settled by several', async () => {
  const { settled, settle } = settling((buckets) => buckets.length > 10);
  expect(await settleWhatCan(chunk(64), settle)).toEqual({ buckets: 0 });
  expect(settled).toHaveLength(64);
});

test('a store that is away or refuses everything is not asked for each bucket', async () => {
  let asked = 0;
  const away = async () => {
    asked += 1;
    throw new Error('connect ECONNREFUSED');
  };
  await expect(settleWhatCan(chunk(500), away)).rejects.toThrow('ECONNREFUSED');
  expect(asked).toBe(1);
  await expect(
    settleWhatCan(chunk(500), async () => {
      asked += 1;
      throw refusal();
    }),
  ).rejects.toThrow('too much memory');
  expect(asked).toBeLessThan(50);
});
