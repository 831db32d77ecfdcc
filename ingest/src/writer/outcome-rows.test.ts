import { expect, test } from 'vitest';
import { generationFacts, sameFacts } from './generation-facts.ts';
import { type GenerationState, UNKNOWN_GENERATION } from './generation-state.ts';
import { outcomeRows } from './outcome-rows.ts';
import { outcomesOf } from './outcomes.ts';

const QUARTER = 900_000_000;
const at = (quarter: number, id = 'e') => ({ time: quarter * QUARTER, id });
const decision = (quarter: number, verdict: string) => ({ ...at(quarter), verdict });
const state = (parts: Partial<GenerationState>): GenerationState => ({ ...UNKNOWN_GENERATION, ...parts });
function change(before: GenerationState, after: GenerationState) {
  const factsBefore = generationFacts(before);
  const facts = generationFacts(after);
  const factsAfter = sameFacts(factsBefore, facts) ? factsBefore : facts;
  return { id: 'g', before, after, factsBefore, factsAfter, events: [] };
}
const kinds = (parts: Partial<GenerationState>) =>
  Object.fromEntries(outcomesOf(state(parts)).map(({ kind, time }) => [kind, time / QUARTER]));

test('a clip is shown when an attempt succeeded and the latest video decision allows it', () => {
  expect(kinds({ succeeded: true, video: decision(2, 'allow') })).toEqual({ shown: 2 });
  expect(kinds({ succeeded: false, video: decision(2, 'allow') })).toEqual({});
  expect(kinds({ succeeded: true, video: decision(2, 'review') })).toEqual({});
});

test('a shown clip is kept at the earliest of rating, post and share', () => {
  const shown = { succeeded: true, video: decision(1, 'allow') };
  const rated = { ...at(4), outcome: 'kept' };
  expect(kinds({ ...shown, rated, story: decision(3, 'allow'), share: at(2) }).kept).toBe(2);
  expect(kinds({ ...shown, rated, story: decision(3, 'allow') }).kept).toBe(3);
  expect(kinds({ ...shown, rated }).kept).toBe(4);
  expect(kinds({ ...shown, rated: { ...at(4), outcome: 'discarded' } }).kept).toBeUndefined();
  expect(kinds({ rated, share: at(2) }).kept).toBeUndefined();
});

test('a generation is blocked while the latest decision of an early stage is a block, from its first block on', () => {
  const early_block = at(1);
  expect(kinds({ photo: decision(5, 'block'), early_block })).toEqual({ blocked: 1 });
  expect(kinds({ photo: decision(5, 'allow'), video: decision(3, 'block'), early_block })).toEqual({
    blocked: 1,
  });
  expect(kinds({ photo: decision(5, 'allow'), early_block })).toEqual({});
  expect(kinds({ story: decision(5, 'block') })).toEqual({});
});

test('an outcome that moves leaves a tombstone in its old bucket, one that stays in its bucket does not', () => {
  const rows = (before: GenerationState, after: GenerationState) =>
    outcomeRows(change(before, after)).map(({ outcome, own }) => [
      outcome.kind,
      outcome.bucket / 900,
      own.is_deleted,
    ]);
  const first = state({ share: at(3) });
  expect(rows(UNKNOWN_GENERATION, first)).toEqual([['shared', 3, 0]]);
  expect(rows(first, first)).toEqual([]);
  expect(rows(first, state({ share: at(2) }))).toEqual([
    ['shared', 2, 0],
    ['shared', 3, 1],
  ]);
  const sameBucket = state({ share: { time: 3 * QUARTER + 1, id: 'f' } });
  expect(rows(first, sameBucket)).toEqual([['shared', 3, 0]]);
  expect(rows(first, { ...first, attempt: { ...at(9), model: 'm' } })).toEqual([['shared', 3, 0]]);
  expect(rows(state({ story: decision(1, 'allow') }), state({ story: decision(2, 'block') }))).toEqual([
    ['posted', 1, 1],
  ]);
});
