import { microseconds } from './instant.ts';
import type { RawEvent } from './raw-event.ts';

/** An event that counts, with its time as a number and its data without the absent fields. */
export interface UniqueEvent {
  id: string;
  source: string;
  type: string;
  /** Microseconds since 1970. */
  time: number;
  generationId: string | null;
  data: Record<string, unknown>;
}

/**
 * The events that count: of those that arrived with one (source, id), the first.
 * An optional field that is null or an empty text is absent.
 */
export function uniqueEvents(arrivals: RawEvent[]): UniqueEvent[] {
  const first = new Map<string, UniqueEvent>();
  for (const event of arrivals) {
    const identity = JSON.stringify([event.source, event.id]);
    if (first.has(identity)) continue;
    first.set(identity, {
      id: event.id,
      source: event.source,
      type: event.type,
      time: microseconds(event.time),
      generationId: event.subject || null,
      data: Object.fromEntries(
        Object.entries(event.data ?? {}).filter(([, value]) => value !== null && value !== ''),
      ),
    });
  }
  return [...first.values()];
}
