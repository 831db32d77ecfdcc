import type { EventType } from '../contract/event-types.ts';

/** Where an event is stored: the key of the table `events`. */
export interface StoredPlace {
  /** Seconds since 1970. */
  bucket: number;
  type: EventType;
  source: string;
  id: string;
}
