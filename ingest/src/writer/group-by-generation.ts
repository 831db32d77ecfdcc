import type { EventRow } from '../contract/event-row.ts';

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
