import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bucketOf } from '../contract/bucket.ts';
import { newEventRow } from '../contract/new-event-row.ts';
import { mergeStates, stateOfEvents, UNKNOWN_GENERATION } from './generation-state.ts';

const word = fc.constantFrom('', 'a', 'b', 'é', '\uffff', '😀');
const event = fc
  .record({
    type: fc.constantFrom(
      'generation.requested',
      'generation.completed',
      'moderation.decided',
      'clip.rated',
      'clip.shared',
      'clip.viewed',
    ),
    // Few times and ids, so that ties are common; two buckets.
    time: fc.constantFrom(1, 2, 900_000_000, 900_000_001),
    id: fc.constantFrom('1', '10', '2', '😀', '\uffff'),
    stage: fc.constantFrom('photo', 'prompt', 'video', 'story'),
    verdict: fc.constantFrom('allow', 'block', 'review'),
    status: fc.constantFrom('succeeded', 'failed'),
    outcome: fc.constantFrom('', 'kept', 'discarded'),
    event_model: word,
    event_country: word,
    policy: word,
  })
  .map((fields) => ({ ...newEventRow(), ...fields, bucket: bucketOf(fields.time), generation_id: 'g' }));
const events = fc.array(event, { maxLength: 12 });
const state = events.map(stateOfEvents);

test('a state does not depend on the order or the repetition of its events', () => {
  fc.assert(
    fc.property(events, fc.infiniteStream(fc.nat(11)), (list, picks) => {
      const again = list.length === 0 ? [] : [...picks.take(5)].map((pick) => list[pick % list.length]!);
      const shuffled = [...list, ...again].sort(() => ([...picks.take(1)][0]! % 2) - 0.5);
      expect(stateOfEvents(shuffled)).toEqual(stateOfEvents(list));
    }),
  );
});

test('merging is commutative, associative and idempotent, and unknown adds nothing', () => {
  fc.assert(
    fc.property(state, state, state, (a, b, c) => {
      expect(mergeStates(a, b)).toEqual(mergeStates(b, a));
      expect(mergeStates(mergeStates(a, b), c)).toEqual(mergeStates(a, mergeStates(b, c)));
      expect(mergeStates(a, a)).toBe(a);
      expect(mergeStates(a, UNKNOWN_GENERATION)).toBe(a);
    }),
  );
});

test('the state of all events is the merged state of their parts', () => {
  fc.assert(
    fc.property(events, events, (a, b) => {
      expect(mergeStates(stateOfEvents(a), stateOfEvents(b))).toEqual(stateOfEvents([...a, ...b]));
    }),
  );
});

test('what is known already leaves the state as it is', () => {
  fc.assert(
    fc.property(events, (list) => {
      const known = stateOfEvents(list);
      for (const one of list) expect(mergeStates(known, stateOfEvents([one]))).toBe(known);
    }),
  );
});
