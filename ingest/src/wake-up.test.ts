import { expect, test } from 'vitest';
import { WakeUp } from './wake-up.ts';

test('a call ends the sleep at once', async () => {
  const wakeUp = new WakeUp();
  const started = performance.now();
  const sleep = wakeUp.sleep(60_000);
  wakeUp.call();
  await sleep;
  expect(performance.now() - started).toBeLessThan(1000);
});

test('a call while nobody sleeps ends the next sleep and no other', async () => {
  const wakeUp = new WakeUp();
  wakeUp.call();
  wakeUp.call();
  await wakeUp.sleep(60_000);
  const started = performance.now();
  await wakeUp.sleep(20);
  expect(performance.now() - started).toBeGreaterThanOrEqual(15);
});
