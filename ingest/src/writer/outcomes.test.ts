import { expect, test } from 'vitest';
import { GenerationState } from './generation-state.ts';
import type { Moment } from './moment.ts';
import { OUTCOME_KINDS, outcomesOf } from './outcomes.ts';

const at = (time: number): Moment => ({ time, id: 'e', source: 's', segment: 1, row: 0 });
const said = (time: number, word: string) => ({ at: at(time), word });
const kinds = (parts: Partial<GenerationState>) => {
  const outcomes = outcomesOf(Object.assign(new GenerationState(), parts));
  return Object.fromEntries(
    OUTCOME_KINDS.flatMap((kind) => (outcomes[kind] ? [[kind, outcomes[kind].time]] : [])),
  );
};

test('a clip is shown when an attempt succeeded and the latest video decision allows it', () => {
  expect(kinds({ succeeded: true, video: said(2, 'allow') })).toEqual({ shown: 2 });
  expect(kinds({ succeeded: false, video: said(2, 'allow') })).toEqual({});
  expect(kinds({ succeeded: true, video: said(2, 'review') })).toEqual({});
});

test('a shown clip is kept at the earliest of rating, post and share', () => {
  const shown = { succeeded: true, video: said(1, 'allow') };
  const rated = said(4, 'kept');
  expect(kinds({ ...shown, rated, story: said(3, 'allow'), share: at(2) }).kept).toBe(2);
  expect(kinds({ ...shown, rated, story: said(3, 'allow') }).kept).toBe(3);
  expect(kinds({ ...shown, rated }).kept).toBe(4);
  expect(kinds({ ...shown, rated: said(4, 'discarded') }).kept).toBeUndefined();
  expect(kinds({ rated, share: at(2) }).kept).toBeUndefined();
});

test('a generation is blocked while the latest decision of an early stage is a block, from its first block on', () => {
  const earlyBlock = at(1);
  expect(kinds({ photo: said(5, 'block'), earlyBlock })).toEqual({ blocked: 1 });
  expect(kinds({ photo: said(5, 'allow'), video: said(3, 'block'), earlyBlock })).toEqual({ blocked: 1 });
  expect(kinds({ photo: said(5, 'allow'), earlyBlock })).toEqual({});
  expect(kinds({ story: said(5, 'block') })).toEqual({});
});
