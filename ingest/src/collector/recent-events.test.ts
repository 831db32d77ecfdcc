import { expect, test } from 'vitest';
import { RecentEvents } from './recent-events.ts';

test('the last events are remembered, older ones are forgotten, and the first content stays', () => {
  const recent = new RecentEvents(10);
  const event = (id: number, content: number) => ({ source: 's', id: String(id), content });
  for (let index = 0; index < 100; index += 1) {
    recent.remember(index, event(index, index + 1));
    recent.remember(index, event(index, 0));
    for (let back = 0; back < 10 && back <= index; back += 1)
      expect(recent.get(index - back)).toEqual(event(index - back, index - back + 1));
  }
  expect(recent.get(79)).toBeUndefined();
});
