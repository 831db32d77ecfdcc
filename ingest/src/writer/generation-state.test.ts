import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { EventType } from '../contract/event-types.ts';
import { GenerationState } from './generation-state.ts';
import type { Moment } from './moment.ts';

const word = fc.constantFrom('', 'a', 'b', 'é', '\uffff', '😀');
/** An event of a generation; the place in the list makes its identity, so that no two are the same. */
const event = fc.record({
  type: fc.constantFrom<EventType>(
    'generation.requested',
    'generation.completed',
    'moderation.decided',
    'clip.rated',
    'clip.shared',
    'clip.viewed',
  ),
  // Few times and ids, so that ties are common.
  time: fc.constantFrom(1, 2, 900_000_000, 900_000_001),
  id: fc.constantFrom('1', '10', '2', '😀', '\uffff'),
  stage: fc.constantFrom('photo', 'prompt', 'video', 'story'),
  verdict: fc.constantFrom('allow', 'block', 'review'),
  status: fc.constantFrom('succeeded', 'failed'),
  outcome: fc.constantFrom('kept', 'discarded'),
  event_model: word,
  event_country: word,
  policy: word,
});
const events = fc
  .array(event, { maxLength: 12 })
  .map((list) => list.map((one, place) => ({ ...one, source: `s${place}` })));
type Event = typeof events extends fc.Arbitrary<(infer E)[]> ? E : never;

function add(state: GenerationState, list: readonly Event[], segment: number): GenerationState {
  for (const [row, one] of list.entries()) {
    const at: Moment = { time: one.time, id: one.id, source: one.source, segment, row };
    state.add(one.type, at, (column) => String(one[column as keyof Event] ?? ''));
  }
  return state;
}
const stateOf = (list: readonly Event[]) => add(new GenerationState(), list, 1);
/** All that is known, without the rows in which it came. */
const known = (state: GenerationState) =>
  JSON.parse(
    JSON.stringify(state, (name, value) => (name === 'row' || name === 'segment' ? undefined : value)),
  );

test('a state does not depend on the order or the repetition of its events', () => {
  fc.assert(
    fc.property(events, fc.infiniteStream(fc.nat(11)), (list, picks) => {
      const again = list.length === 0 ? [] : [...picks.take(5)].map((pick) => list[pick % list.length]!);
      const shuffled = [...list, ...again].sort(() => ([...picks.take(1)][0]! % 2) - 0.5);
      expect(known(stateOf(shuffled))).toEqual(known(stateOf(list)));
    }),
  );
});

test('what is known already leaves the facts the same object, so that nothing is repaired for it', () => {
  fc.assert(
    fc.property(events, (list) => {
      const state = stateOf(list);
      const { facts } = state;
      add(state, list, 2);
      expect(state.facts).toBe(facts);
    }),
  );
});

test('an event that is added again takes its own place, so that the newest segment finds its row', () => {
  fc.assert(
    fc.property(events, (list) => {
      const state = add(stateOf(list), list, 2);
      const { request, attempt, photo, prompt, video, story, rated, block } = state;
      const moments = [request, attempt, photo, prompt, video, story, rated, block].map((part) => part?.at);
      for (const at of [...moments, state.share, state.earlyBlock]) {
        if (at === undefined) continue;
        expect(at.segment).toBe(2);
        expect(list[at.row]).toMatchObject({ time: at.time, id: at.id, source: at.source });
      }
    }),
  );
});
