import { expect, test } from 'vitest';
import { EventAllowance } from './event-allowance.ts';

let now = 0;
const clock = () => now;

test('a key is welcome while it has something left, and pays its debt by waiting as long as it is told', () => {
  const allowance = new EventAllowance(100, clock);
  expect(allowance.secondsToWait('a')).toBe(0);
  allowance.charge('a', 1000); // all of a burst
  expect(allowance.secondsToWait('a')).toBe(1);
  allowance.charge('a', 5000);
  const seconds = allowance.secondsToWait('a');
  expect(seconds).toBe(51);
  now += (seconds - 1) * 1000;
  expect(allowance.secondsToWait('a')).toBeGreaterThan(0);
  now += 1000;
  expect(allowance.secondsToWait('a')).toBe(0);
});

test('over a long time a greedy key gets its events a second and one burst', () => {
  const allowance = new EventAllowance(100, clock);
  let taken = 0;
  for (let step = 0; step < 10_000; step += 1, now += 100) {
    if (allowance.secondsToWait('b') > 0) continue;
    allowance.charge('b', 37);
    taken += 37;
  }
  expect(taken).toBeGreaterThan(100_000);
  expect(taken).toBeLessThan(101_000 + 37);
});

test('no key pays for another, nobody saves up more than a burst, and what is given back counts again', () => {
  const allowance = new EventAllowance(10, clock);
  allowance.charge('c', 1000);
  expect(allowance.secondsToWait('d')).toBe(0);
  now += 3_600_000;
  allowance.charge('d', 101);
  expect(allowance.secondsToWait('d')).toBe(1);
  allowance.charge('d', -2);
  expect(allowance.secondsToWait('d')).toBe(0);
});

test('without a limit every key is always welcome', () => {
  const allowance = new EventAllowance(0, clock);
  allowance.charge('e', 1e9);
  expect(allowance.secondsToWait('e')).toBe(0);
});
