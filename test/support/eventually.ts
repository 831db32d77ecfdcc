import { expect } from 'vitest';

/** Expects of a value that it gets right sooner or later: a page needs time, the more the busier the machine is. */
export const eventually = (read: () => unknown, message?: string): ReturnType<typeof expect.poll> =>
  expect.poll(read, { timeout: 30_000, interval: 100, message });
