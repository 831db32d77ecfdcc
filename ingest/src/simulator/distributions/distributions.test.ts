import { expect, test } from 'vitest';
import { exponential } from './exponential.ts';
import { logLogistic } from './log-logistic.ts';
import { logNormal, logNormalOfMean } from './log-normal.ts';
import { poisson } from './poisson.ts';
import { powerRank } from './power-rank.ts';
import { randomFor } from './random.ts';
import { spreadNumber } from './spread-sequence.ts';
import { weighted } from './weighted.ts';

const N = 40_000;

function draws(draw: (random: () => number) => number, name: string): number[] {
  const random = randomFor('test', name);
  return Array.from({ length: N }, () => draw(random)).sort((a, b) => a - b);
}

const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const quantile = (values: number[], q: number) => values[Math.floor(values.length * q)] as number;

test('a sequence is the same for the same key and another for a neighbouring key', () => {
  const first = (...key: (string | number)[]) => {
    const random = randomFor(...key);
    return [random(), random(), random()];
  };
  expect(first(1, 'hour', 7)).toEqual(first(1, 'hour', 7));
  expect(first(1, 'hour', 7)).not.toEqual(first(1, 'hour', 8));
  const firsts = Array.from({ length: 10_000 }, (_, i) => randomFor(1, 'hour', i)());
  expect(mean(firsts)).toBeCloseTo(0.5, 1);
});

test('numbers are uniform from 0 (included) to 1 (excluded)', () => {
  const values = draws((random) => random(), 'uniform');
  expect(values[0]).toBeGreaterThanOrEqual(0);
  expect(values.at(-1)).toBeLessThan(1);
  expect(quantile(values, 0.25)).toBeCloseTo(0.25, 1);
});

test('log-normal numbers have the median, the 95th percentile and the mean that they are asked for', () => {
  const values = draws((random) => logNormal(random, 40, 0.615), 'log-normal');
  expect(quantile(values, 0.5)).toBeGreaterThan(39);
  expect(quantile(values, 0.5)).toBeLessThan(41);
  expect(quantile(values, 0.95)).toBeGreaterThan(106);
  expect(quantile(values, 0.95)).toBeLessThan(115);
  expect(mean(draws((random) => logNormalOfMean(random, 17, 1.2), 'mean'))).toBeCloseTo(17, -0.5);
});

test.each([0.3, 4, 200])('a Poisson count has the mean %d and as much variance', (wanted) => {
  const values = draws((random) => poisson(random, wanted), 'poisson');
  expect(mean(values) / wanted).toBeCloseTo(1, 1);
  expect(mean(values.map((value) => (value - wanted) ** 2)) / wanted).toBeCloseTo(1, 1);
});

test('exponential times have their mean; log-logistic numbers their median', () => {
  expect(mean(draws((random) => exponential(random, 6), 'exponential')) / 6).toBeCloseTo(1, 1);
  expect(logLogistic(0.5, 2150, 4)).toBe(2150);
  expect(logLogistic(0.99, 2150, 4)).toBeGreaterThan(6000);
});

test('the first 0.5 % of all ranks get 12 % of the draws at a concentration of 0.4', () => {
  const values = draws((random) => powerRank(random, 10_000, 0.4), 'rank');
  expect(values[0]).toBeGreaterThanOrEqual(1);
  expect(values.at(-1)).toBeLessThanOrEqual(10_000);
  expect(values.filter((rank) => rank <= 50).length / N).toBeCloseTo(0.12, 1.5);
});

test('things are picked as often as their weights say', () => {
  const pick = weighted([
    [1, 3],
    [0, 1],
  ]);
  expect(mean(draws(pick, 'weighted'))).toBeCloseTo(0.75, 1);
  expect(() => weighted([])).toThrow('nothing to pick from');
});

test('a spread sequence hits a small range as often as its width says, in every stretch', () => {
  for (const start of [0, 777, 123_456]) {
    const hits = Array.from({ length: 1000 }, (_, k) => spreadNumber(start + k)).filter(
      (value) => value < 0.018,
    ).length;
    expect(hits).toBeGreaterThanOrEqual(17);
    expect(hits).toBeLessThanOrEqual(19);
  }
});
