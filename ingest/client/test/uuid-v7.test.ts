import { expect, test } from 'vitest';
import { uuidV7 } from '../src/events/uuid-v7.ts';

test('an id tells its time, sorts by it, and is never the same twice', () => {
  const now = Date.parse('2026-10-01T12:00:00.123Z');
  const ids = Array.from({ length: 10_000 }, () => uuidV7(now));
  expect(new Set(ids).size).toBe(10_000);
  for (const id of ids.slice(0, 100)) {
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(Number.parseInt(id.replace('-', '').slice(0, 12), 16)).toBe(now);
  }
  expect(uuidV7(now) < uuidV7(now + 1)).toBe(true);
});
