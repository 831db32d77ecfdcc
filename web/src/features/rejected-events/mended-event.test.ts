import { expect, test } from 'vitest';
import { mendedEvent, readable } from './mended-event.ts';

const payload = '{"id":"1","data":{"gpu_seconds":"40"}}';

test('an event that only looks different is the same event', () => {
  expect(mendedEvent(payload, readable(payload))).toEqual({ kind: 'unchanged' });
  expect(mendedEvent('{"id": 1,', '{"id": 1,')).toEqual({ kind: 'unchanged' });
});

test('a mended event is sent as the object that it is', () => {
  const text = readable(payload).replace('"40"', '40');
  expect(mendedEvent(payload, text)).toEqual({
    kind: 'event',
    event: { id: '1', data: { gpu_seconds: 40 } },
  });
});

test.each(['{"id": 1,', '[{"id":"1"}]', '"text"', 'null', ''])('%s is no event, and it says why', (text) => {
  expect(mendedEvent(payload, text)).toMatchObject({ kind: 'wrong', why: expect.stringMatching(/JSON/) });
});
