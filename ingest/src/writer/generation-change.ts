import type { EventRow } from '../contract/event-row.ts';
import type { GenerationFacts } from '../contract/generation-facts.ts';
import { generationFacts, sameFacts } from './generation-facts.ts';
import { type GenerationState, mergeStates, stateOfEvents } from './generation-state.ts';

/** What the events of a segment do to one generation. */
export interface GenerationChange {
  id: string;
  before: GenerationState;
  /** `before` itself when nothing new is known. */
  after: GenerationState;
  factsBefore: GenerationFacts;
  /** `factsBefore` itself when they are the same. */
  factsAfter: GenerationFacts;
  /** Its events in the segment. */
  events: readonly EventRow[];
}

export function generationChange(
  id: string,
  before: GenerationState,
  events: readonly EventRow[],
): GenerationChange {
  const after = mergeStates(before, stateOfEvents(events));
  const factsBefore = generationFacts(before);
  const facts = generationFacts(after);
  const factsAfter = sameFacts(factsBefore, facts) ? factsBefore : facts;
  return { id, before, after, factsBefore, factsAfter, events };
}
