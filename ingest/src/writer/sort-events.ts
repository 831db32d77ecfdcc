import { contentHash } from '../contract/content-hash.ts';
import type { EventRow } from '../contract/event-row.ts';
import { storedKey } from './stored-key.ts';

/** An event with its identity and content as `event_keys` knows them. */
export interface KeyedEvent {
  event: EventRow;
  /** 32 hex digits. */
  key: string;
  /** 16 hex digits. */
  content: string;
}

/** The events of a segment, sorted by what is to become of them. */
export interface SortedEvents {
  /** To be stored: the first of each identity that is not stored yet. */
  fresh: KeyedEvent[];
  /** Say what is stored already. */
  duplicates: number;
  /** Say something else under an identity that is stored or comes first in the segment. */
  conflicts: KeyedEvent[];
}

export function keyedEvent(event: EventRow): KeyedEvent {
  return {
    event,
    key: storedKey(event.source, event.id),
    content: contentHash(event).toString(16).padStart(16, '0'),
  };
}

/** @param stored event key -> content hash of what is stored */
export function sortEvents(events: readonly KeyedEvent[], stored: ReadonlyMap<string, string>): SortedEvents {
  const first = new Map<string, string>();
  const sorted: SortedEvents = { fresh: [], duplicates: 0, conflicts: [] };
  for (const keyed of events) {
    const known = stored.get(keyed.key) ?? first.get(keyed.key);
    if (known === undefined) {
      first.set(keyed.key, keyed.content);
      sorted.fresh.push(keyed);
    } else if (known === keyed.content) sorted.duplicates += 1;
    else sorted.conflicts.push(keyed);
  }
  return sorted;
}
