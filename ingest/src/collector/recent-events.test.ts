import { expect, test } from 'vitest';
import { newEventRow } from '../contract/new-event-row.ts';
import { Block } from '../spool/native/block.ts';
import { RecentEvents } from './recent-events.ts';

const blockOf = (...ids: string[]) => Block.of(ids.map((id) => ({ ...newEventRow(), source: 's', id })));

test('the last events are remembered, older ones are forgotten, and the first content stays', () => {
  const recent = new RecentEvents(10);
  for (let index = 0; index < 100; index += 1) {
    recent.remember(blockOf(String(index)), [index], [index + 1]);
    recent.remember(blockOf(String(index)), [index], [0]);
    for (let back = 0; back < 10 && back <= index; back += 1)
      expect(recent.contentOf(blockOf(String(index - back)), 0, index - back)).toBe(index - back + 1);
  }
  expect(recent.contentOf(blockOf('79'), 0, 79)).toBeUndefined();
});

test('an event with the key of another is not known', () => {
  const recent = new RecentEvents(10);
  recent.remember(blockOf('é', 'other'), [7, 7], [1, 2]);
  expect(recent.contentOf(blockOf('é'), 0, 7)).toBe(1);
  expect(recent.contentOf(blockOf('other'), 0, 7)).toBeUndefined();
  const elsewhere = Block.of([{ ...newEventRow(), source: 't', id: 'é' }]);
  expect(recent.contentOf(elsewhere, 0, 7)).toBeUndefined();
});

test('events with the longest identities are remembered while there is room, and never damage each other', () => {
  const recent = new RecentEvents(20);
  const long = (index: number) => `${index}${'語'.repeat(1020)}`;
  for (let index = 0; index < 50; index += 1) {
    recent.remember(blockOf(long(index)), [index], [index + 1]);
    expect(recent.contentOf(blockOf(long(index)), 0, index)).toBe(index + 1);
    const before = index === 0 ? undefined : recent.contentOf(blockOf(long(index - 1)), 0, index - 1);
    expect([index, undefined]).toContain(before);
  }
});
