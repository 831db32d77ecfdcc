import fc from 'fast-check';
import { expect, test } from 'vitest';
import { EVENT_COLUMNS, FACT_COLUMNS } from '../../contract/columns.ts';
import type { EventRow } from '../../contract/event-row.ts';
import { EVENT_TYPES } from '../../contract/event-types.ts';
import { type GenerationFacts, NO_FACTS } from '../../contract/generation-facts.ts';
import { newEventRow } from '../../contract/new-event-row.ts';
import { arbitraryEvent } from './arbitrary-event.ts';
import { arbitraryRow } from './arbitrary-row.ts';
import { Block, type EventColumn } from './block.ts';
import { decodeBlock } from './decode-block.ts';
import { blockColumns, encodeBlock } from './encode-block.ts';
import { decodeEvents, encodeEvents } from './event-block.ts';

const rows = fc.array(arbitraryEvent, { minLength: 1, maxLength: 20 });
const NAMES = Object.keys(EVENT_COLUMNS) as EventColumn[];

/** The events of a block, read in every way that there is. */
function expectEvents(block: Block, events: readonly EventRow[]): void {
  expect(block.rows).toBe(events.length);
  expect(events.map((_, index) => block.row(index))).toEqual(events);
  for (const name of NAMES) {
    const values = events.map((event) => event[name]);
    expect(events.map((_, index) => block.value(name, index))).toEqual(values);
    if (EVENT_COLUMNS[name].includes('String')) expect(block.texts(name)).toEqual(values);
    if (EVENT_COLUMNS[name].startsWith('LowCardinality')) {
      const { dictionary, indexes } = block.words(name);
      expect(dictionary[0]).toBe('');
      expect([...indexes].map((index) => dictionary[index])).toEqual(values);
    }
  }
  expect([...block.times()]).toEqual(events.map(({ time }) => time));
  expect([...block.buckets()]).toEqual(events.map(({ bucket }) => bucket));
  expect([...block.typeCodes()].map((code) => EVENT_TYPES[code - 1])).toEqual(events.map(({ type }) => type));
}

test('a block holds the events that were encoded, and writes them again as they were', () => {
  fc.assert(
    fc.property(rows, (events) => {
      const block = Block.decode(encodeEvents(events));
      expectEvents(block, events);
      expect(decodeEvents(block.encode())).toEqual(events);
    }),
  );
});

test('blocks with different columns become one block with all their events in order', () => {
  fc.assert(
    fc.property(fc.array(rows, { minLength: 1, maxLength: 5 }), (groups) => {
      const block = Block.concat(groups.map((events) => Block.of(events)));
      expectEvents(block, groups.flat());
      expect(decodeEvents(block.encode())).toEqual(groups.flat());
    }),
  );
});

test('any rows can be selected, in any order', () => {
  const selection = rows.chain((events) =>
    fc.tuple(fc.constant(events), fc.array(fc.nat({ max: events.length - 1 }), { maxLength: 30 })),
  );
  fc.assert(
    fc.property(selection, ([events, selected]) => {
      const chosen = selected.map((index) => events[index]!);
      expectEvents(Block.of(events).select(selected), chosen);
      expectEvents(Block.of(events).select(Uint32Array.from(selected)), chosen);
    }),
  );
});

test('dictionaries of more than 256 and more than 65,536 texts are merged', () => {
  const groups = [0, 40_000].map((start) =>
    Array.from({ length: 50_000 }, (_, index) => ({
      ...newEventRow(),
      source: `s${start + index}`,
      type: 'moderation.decided' as const,
      policy: `p${(start + index) % 300}`,
    })),
  );
  const block = Block.concat(groups.map((events) => Block.of(events)));
  const events = groups.flat();
  expect(block.texts('source')).toEqual(events.map(({ source }) => source));
  expect(block.texts('policy')).toEqual(events.map(({ policy }) => policy));
  expect(Block.decode(block.encode()).texts('source')).toEqual(block.texts('source'));
});

test('a column that no event uses is not there and reads as its default', () => {
  const block = Block.of([
    { ...newEventRow(), id: 'e1', type: 'generation.completed', gpu_seconds: '1.5' },
    { ...newEventRow(), id: 'e2', type: 'clip.labelled', ai_label: true },
  ]);
  expect(block.has('gpu_seconds')).toBe(true);
  expect(block.has('views')).toBe(false);
  expect(block.value('views', 0)).toBeNull();
  expect(block.text('policy', 0)).toBe('');
  expect(block.value('gpu_seconds', 1)).toBeNull();
  expect(block.text('gpu_seconds', 0)).toBe('1.5');
  expect(block.value('ai_label', 1)).toBe(true);
  expect(() => block.texts('views')).not.toThrow();
  expect(() => block.texts('gpu_seconds')).toThrow(TypeError);
});

test('with facts, every row has those of its generation, its outcomes and the version', () => {
  const stored = blockColumns(
    { ...EVENT_COLUMNS, ...FACT_COLUMNS, outcomes: 'UInt8', version: 'UInt64' },
    new Set(),
  );
  const case_ = fc
    .tuple(
      rows,
      fc.array(
        arbitraryRow<GenerationFacts>(FACT_COLUMNS, () => ({ ...NO_FACTS })),
        { minLength: 1, maxLength: 5 },
      ),
    )
    .chain(([events, facts]) =>
      fc.tuple(
        fc.constant(events),
        fc.constant(facts),
        fc.array(fc.nat({ max: facts.length - 1 }), { minLength: events.length, maxLength: events.length }),
        fc.uint8Array({ minLength: events.length, maxLength: events.length }),
      ),
    );
  fc.assert(
    fc.property(case_, ([events, facts, factsOf, outcomes]) => {
      const version = 700_000_000_001;
      const bytes = Block.of(events).encode({ facts, factsOf: Uint32Array.from(factsOf), outcomes, version });
      const expected = events.map((event, index) => ({
        ...event,
        ...facts[factsOf[index]!],
        outcomes: outcomes[index],
        version,
      }));
      const read = decodeBlock(stored, bytes, () => ({
        ...newEventRow(),
        ...NO_FACTS,
        outcomes: 0,
        version: 0,
      }));
      expect(read).toEqual(expected);
    }),
  );
});

test('a block of an older program, whose Enum8 has fewer words, is read and written as one of today', () => {
  const types = { type: "Enum8('generation.requested' = 1, 'clip.viewed' = 8)", id: 'String' };
  const older = encodeBlock(blockColumns(types, new Set()), [{ type: 'clip.viewed', id: 'e1' }], () => [0]);
  const event = { ...newEventRow(), type: 'clip.viewed' as const, id: 'e1' };
  expectEvents(Block.decode(older), [event]);
  expectEvents(Block.concat([Block.of([newEventRow()]), Block.decode(older)]), [newEventRow(), event]);
});

test('bytes that are not a whole block are refused', () => {
  const bytes = encodeEvents([{ ...newEventRow(), id: 'e1' }]);
  for (let length = 0; length < bytes.length; length += 1)
    expect(() => Block.decode(bytes.subarray(0, length))).toThrow();
  expect(() => Block.decode(Buffer.concat([bytes, Buffer.of(0)]))).toThrow();
});
