import type { ClickHouseClient } from '@clickhouse/client';
import { findStates, findSummaries, type GenerationSummary } from './find-generations.ts';
import { findGenerationBuckets, type StoredBucket } from './generation-buckets.ts';
import { NO_FACTS } from './generation-facts.ts';
import { GenerationState } from './generation-state.ts';
import type { GenerationGroup } from './group-rows.ts';
import { Recent } from './recent.ts';
import { StoredKeys } from './stored-keys.ts';

/** A state takes about a kilobyte: the last minutes of a busy service. */
const REMEMBERED_STATES = 50_000;
/** A summary takes about a third of it: clips are viewed for days. */
const REMEMBERED_SUMMARIES = 200_000;

const UNKNOWN: GenerationSummary = { facts: NO_FACTS, block: undefined };

/** A generation of the segment with what was known of it before. */
export interface KnownGeneration extends GenerationGroup {
  /** Whether it has events in ClickHouse. Then it may be wrong to say so, never to deny it. */
  isStored: boolean;
  /** Where its stored events are; undefined when that was not looked up. */
  buckets: readonly StoredBucket[] | undefined;
  /** Only of groups that are stateful. */
  state: GenerationState | undefined;
  /** The state itself where there is one. */
  summary: GenerationSummary;
}

/** What is known of generations: a fold over their stored events, with the recent ones in memory. */
export class GenerationMemory {
  /** Which generations have stored events. */
  readonly stored = new StoredKeys('generation_buckets');
  /** Of what is stored only: a segment that fails must forget its generations. */
  readonly #states = new Recent<GenerationState>(REMEMBERED_STATES);
  readonly #summaries = new Recent<GenerationSummary>(REMEMBERED_SUMMARIES);

  /**
   * What is known of the generations of a segment. The states belong to the memory: who changes them either remembers
   * them afterwards or forgets them.
   */
  async load(client: ClickHouseClient, groups: readonly GenerationGroup[]): Promise<KnownGeneration[]> {
    const known = groups.map((group) => this.#recall(group));
    const missing = known.filter(({ isStored, state, isStateful, summary }) =>
      isStateful ? isStored && state === undefined : isStored && summary === UNKNOWN,
    );
    const buckets = await findGenerationBuckets(
      client,
      missing.map(({ key }) => key),
    );
    for (const generation of missing) {
      generation.buckets = buckets.get(generation.key) ?? [];
      generation.isStored = generation.buckets.length > 0;
    }
    const found = missing.filter(({ isStored }) => isStored) as (KnownGeneration & {
      buckets: readonly StoredBucket[];
    })[];
    const [states, summaries] = await Promise.all([
      findStates(
        client,
        found.filter(({ isStateful }) => isStateful),
      ),
      findSummaries(
        client,
        found.filter(({ isStateful }) => !isStateful),
      ),
    ]);
    for (const generation of known) {
      if (generation.isStateful) {
        generation.state ??= states.get(generation.id) ?? new GenerationState();
        generation.summary = generation.state;
      } else if (generation.summary === UNKNOWN) {
        generation.summary = summaries.get(generation.id) ?? UNKNOWN;
      }
    }
    return known;
  }

  /** To be called once all that follows from these generations is stored. */
  remember(generations: readonly KnownGeneration[]): void {
    this.stored.add(generations.map(({ key }) => key));
    for (const { id, state, summary } of generations) {
      if (state !== undefined) this.#states.set(id, state);
      this.#summaries.set(id, { facts: summary.facts, block: summary.block });
    }
  }

  /** To be called when it is not known what of these generations is stored. */
  forget(generations: readonly GenerationGroup[]): void {
    for (const { id } of generations) {
      this.#states.delete(id);
      this.#summaries.delete(id);
    }
  }

  #recall(group: GenerationGroup): KnownGeneration {
    const state = this.#states.get(group.id);
    const summary = state ?? (group.isStateful ? undefined : this.#summaries.get(group.id));
    return {
      ...group,
      isStored: summary !== undefined || this.stored.mayHave(group.key),
      buckets: undefined,
      state: group.isStateful ? state : undefined,
      summary: summary ?? UNKNOWN,
    };
  }
}
