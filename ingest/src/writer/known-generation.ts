import { NO_FACTS } from '../contract/generation-facts.ts';
import { generationKey } from '../contract/generation-key.ts';
import type { GenerationSummary } from './find-generations.ts';
import type { StoredBucket } from './generation-buckets.ts';
import type { GenerationState } from './generation-state.ts';

/** What is known of a generation before its first event. */
export const UNKNOWN_GENERATION: GenerationSummary = { facts: NO_FACTS, block: undefined };

/** The new events of one generation, with what was known of it before. One for each generation of a segment. */
export class KnownGeneration {
  readonly id: string;
  readonly key: number;
  /** Its new events in the block, ascending. */
  readonly rows: number[] = [];
  /** Whether one of them is an event that its state is made of. */
  isStateful = false;
  /** Whether it has events in ClickHouse. It may be wrong to say so, never to deny it. */
  isStored = false;
  /** Where its stored events are; undefined when that was not looked up. */
  buckets: readonly StoredBucket[] | undefined = undefined;
  /** Only of those that are stateful. */
  state: GenerationState | undefined = undefined;
  /** The state itself where there is one. */
  summary: GenerationSummary = UNKNOWN_GENERATION;

  constructor(id: string) {
    this.id = id;
    this.key = generationKey(id);
  }
}
