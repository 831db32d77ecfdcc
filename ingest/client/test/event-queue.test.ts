import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Batch, EventQueue } from '../src/delivery/event-queue.ts';

const most = { events: 1000, bytes: 1000 };

test('it holds what its bounds allow, in events and in bytes, and has room again once they are settled', () => {
  const queue = new EventQueue({ events: 3, bytes: 10 });
  expect([queue.add('aaaa', 4), queue.add('bbbb', 4), queue.add('ccc', 3), queue.add('dd', 2)]).toEqual([
    true,
    true,
    false,
    true,
  ]);
  expect(queue.add('', 0)).toBe(false);
  const batch = queue.take(most);
  expect([queue.events, queue.bytes, queue.waiting]).toEqual([3, 10, 0]);
  expect(queue.add('e', 1)).toBe(false); // what is under way counts too
  queue.settle(batch);
  expect([queue.events, queue.bytes]).toEqual([0, 0]);
  expect(queue.add('e', 1)).toBe(true);
});

test('a batch has the oldest events, as many as a request may have, and a large one alone', () => {
  const queue = new EventQueue({ events: 100, bytes: 1000 });
  for (const line of ['aaaa', 'äää', 'c'.repeat(20), 'd', 'e', 'f']) queue.add(line, Buffer.byteLength(line));
  const take = () => queue.take({ events: 2, bytes: 10 }).lines;
  expect([take(), take(), take(), take()]).toEqual([['aaaa', 'äää'], ['c'.repeat(20)], ['d', 'e'], ['f']]);
});

test('whatever happens in whatever order, bytes and numbers add up, and nothing is settled before its time', () => {
  const step = fc.oneof(fc.constant('add'), fc.constant('take'), fc.nat());
  fc.assert(
    fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
      const queue = new EventQueue({ events: 50, bytes: 400 });
      const underWay: Batch[] = [];
      const settled = new Set<number>();
      let added = 0;
      for (const what of steps) {
        if (what === 'add' && queue.add('x'.repeat(added % 13), added % 13)) added += 1;
        if (what === 'take' && queue.waiting > 0) underWay.push(queue.take({ events: 5, bytes: 40 }));
        if (typeof what === 'number' && underWay.length > 0) {
          const [batch] = underWay.splice(what % underWay.length, 1) as [Batch];
          queue.settle(batch);
          for (let n = 0; n < batch.lines.length; n += 1) settled.add(batch.first + n);
        }
        let until = 0;
        while (settled.has(until)) until += 1;
        const held = Array.from({ length: added }, (_, n) => n).filter((n) => !settled.has(n));
        expect(queue.events).toBe(held.length);
        expect(queue.bytes).toBe(held.reduce((sum, n) => sum + (n % 13), 0));
        expect(queue.settledUntil).toBeLessThanOrEqual(until);
        if (underWay.length === 0) expect(queue.settledUntil).toBe(until);
      }
    }),
  );
});
