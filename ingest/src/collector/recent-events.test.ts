import { expect, test } from 'vitest';
import { RecentEvents } from './recent-events.ts';

test('the last events are remembered, older ones are forgotten, and the first content stays', () => {
  const recent = new RecentEvents(10);
  for (let index = 0; index < 100; index += 1) {
    recent.remember(index, 1000 + index);
    recent.remember(index, 1);
    for (let back = 0; back < 10 && back <= index; back += 1)
      expect(recent.contentOf(index - back)).toBe(1000 + index - back);
  }
  expect(recent.contentOf(79)).toBeUndefined();
});
