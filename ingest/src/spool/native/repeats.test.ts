import { expect, test } from 'vitest';
import { newEventRow } from '../../contract/new-event-row.ts';
import { Block } from './block.ts';
import { findRepeats } from './repeats.ts';

const block = (...identities: [source: string, id: string][]) =>
  Block.of(identities.map(([source, id]) => ({ ...newEventRow(), source, id })));
const repeats = (events: Block, keys: number[]) =>
  Object.fromEntries(
    findRepeats(
      events,
      Float64Array.from(keys),
      Uint32Array.from(keys, (_, row) => row),
    ),
  );

test('a row repeats the first row with its source and id, whatever shares their key', () => {
  const events = block(['a', '1'], ['b', '1'], ['a', '1'], ['a', '2'], ['b', '1'], ['a', '1']);
  expect(repeats(events, [7, 7, 7, 7, 7, 7])).toEqual({ 2: 0, 4: 1, 5: 0 });
  expect(repeats(events, [1, 2, 1, 3, 2, 1])).toEqual({ 2: 0, 4: 1, 5: 0 });
});

test('keys above 32 bits whose lower bits are the same are told apart', () => {
  const events = block(['a', '1'], ['a', '2'], ['a', '1']);
  expect(repeats(events, [5, 5 + 2 ** 32, 5])).toEqual({ 2: 0 });
  expect(repeats(block(), [])).toEqual({});
});
