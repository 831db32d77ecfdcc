import { expect, test } from 'vitest';
import { KnownKeys } from './known-keys.ts';

/** Numbers of 40 bits as good as random, always the same: the n-th of a stream. */
function keyOf(stream: number, n: number): number {
  let mixed = (BigInt(stream) << 40n) + BigInt(n) + 0x9e3779b97f4a7c15n;
  mixed = BigInt.asUintN(64, (mixed ^ (mixed >> 30n)) * 0xbf58476d1ce4e5b9n);
  mixed = BigInt.asUintN(64, (mixed ^ (mixed >> 27n)) * 0x94d049bb133111ebn);
  return Number(((mixed ^ (mixed >> 31n)) >> 24n) & (2n ** 40n - 1n));
}

const falsePositives = (known: KnownKeys, tries: number) => {
  let found = 0;
  for (let n = 0; n < tries; n += 1) if (known.has(keyOf(2, n))) found += 1;
  return found / tries;
};

test('a key that was added is always known, and one in a hundred others at most is taken for known', () => {
  const known = new KnownKeys();
  expect(known.has(keyOf(1, 0))).toBe(false);
  for (let n = 0; n < 300_000; n += 1) known.add(keyOf(1, n));
  for (let n = 0; n < 300_000; n += 1) if (!known.has(keyOf(1, n))) expect.fail(`${n} is not known`);
  expect(falsePositives(known, 100_000)).toBeLessThan(0.01);
});

test('a filter that is as full as it should get, in several slices, is right for 98 of 100 new keys', () => {
  const known = new KnownKeys({ firstSlice: 20_000, maxSlices: 16 });
  for (let n = 0; n < 140_000; n += 1) known.add(keyOf(1, n)); // 20,000 + 40,000 + 80,000
  for (let n = 0; n < 140_000; n += 1) if (!known.has(keyOf(1, n))) expect.fail(`${n} is not known`);
  expect(falsePositives(known, 100_000)).toBeLessThan(0.02);
  expect(known.bytes / 140_000).toBeLessThan(1.6);
});

test('memory is bounded: what no slice is left for makes it less sure, never wrong', () => {
  const known = new KnownKeys({ firstSlice: 1000, maxSlices: 2 });
  for (let n = 0; n < 20_000; n += 1) known.add(keyOf(1, n));
  for (let n = 0; n < 20_000; n += 1) if (!known.has(keyOf(1, n))) expect.fail(`${n} is not known`);
  expect(known.bytes).toBeLessThan(5000);
});

test('a key that is added again takes no room', () => {
  const known = new KnownKeys({ firstSlice: 100, maxSlices: 16 });
  for (let n = 0; n < 10_000; n += 1) known.add(keyOf(1, n % 50));
  expect(known.bytes).toBeLessThan(200);
});
