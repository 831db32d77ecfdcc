import type { EventRow } from './event-row.ts';
import type { GenerationFacts } from './generation-facts.ts';

/** A whole row of the table `events`: the event's own columns, its generation's facts and the row's version. */
export interface StoredEventRow extends EventRow, GenerationFacts {
  /** A repair is higher than what it repairs. */
  version: number;
}
