import type { EventRow } from '../contract/event-row.ts';
import { type GenerationState, mergeStates, stateOfEvents } from './generation-state.ts';

/** What the events of a segment do to one generation. */
export interface GenerationChange {
  id: string;
  /** `before` itself as `after` when nothing new is known. */
  before: GenerationState;
  after: GenerationState;
  /** Its events in the segment. */
  events: EventRow[];
}

/** The events by generation; those without a generation are left out. */
export function groupByGeneration(events: readonly EventRow[]): Map<string, EventRow[]> {
  const groups = new Map<string, EventRow[]>();
  for (const event of events) {
    if (event.generation_id === '') continue;
    const group = groups.get(event.generation_id);
    if (group) group.push(event);
    else groups.set(event.generation_id, [event]);
  }
  return groups;
}

/** @param known the state of each of these generations as it is stored */
export function generationChanges(
  groups: ReadonlyMap<string, EventRow[]>,
  known: ReadonlyMap<string, GenerationState>,
): GenerationChange[] {
  return [...groups].map(([id, events]) => {
    const before = known.get(id)!;
    return { id, before, after: mergeStates(before, stateOfEvents(events)), events };
  });
}
