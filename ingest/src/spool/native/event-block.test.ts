import fc from 'fast-check';
import { expect, test } from 'vitest';
import { newEventRow } from '../../contract/new-event-row.ts';
import { arbitraryEvent } from './arbitrary-event.ts';
import { decodeEvents, encodeEvents } from './event-block.ts';

const rows = fc.array(arbitraryEvent, { minLength: 1, maxLength: 40 });

test('decoding gives back exactly the rows that were encoded', () => {
  fc.assert(
    fc.property(rows, (events) => {
      expect(decodeEvents(encodeEvents(events))).toEqual(events);
    }),
  );
});

test('a block holds its key columns and no other column that is unknown in all rows', () => {
  const event = {
    ...newEventRow(),
    id: 'e1',
    source: 's',
    type: 'generation.completed' as const,
    gpu_model: 'H100',
  };
  const names = encodeEvents([event, newEventRow()]).toString('latin1');
  for (const name of [
    'bucket',
    'type',
    'source',
    'id',
    'time',
    'generation_id',
    'received_at',
    'gpu_model',
  ]) {
    expect(names).toContain(name);
  }
  expect(names).not.toContain('revenue_micros');
  expect(names).not.toContain('gpu_seconds');
});

test('more than 256 and more than 65,536 different texts in one column survive', () => {
  const events = Array.from({ length: 70_000 }, (_, index) => ({
    ...newEventRow(),
    source: `s${index}`,
    type: 'moderation.decided' as const,
    policy: `p${index % 300}`,
  }));
  const decoded = decodeEvents(encodeEvents(events));
  expect(decoded.map(({ source, policy }) => `${source} ${policy}`)).toEqual(
    events.map(({ source, policy }) => `${source} ${policy}`),
  );
});

test('bytes that are not a whole block are refused', () => {
  const block = encodeEvents([{ ...newEventRow(), id: 'e1' }]);
  expect(() => decodeEvents(block.subarray(0, block.length - 1))).toThrow();
  expect(() => decodeEvents(Buffer.concat([block, Buffer.of(0)]))).toThrow();
});
