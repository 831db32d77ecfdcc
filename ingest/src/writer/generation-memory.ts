import type { ClickHouseClient } from '@clickhouse/client';
import {
  findStates,
  findSummaries,
  type GenerationSummary,
  type StoredGeneration,
} from './find-generations.ts';
import { findGenerationBuckets } from './generation-buckets.ts';
import { GenerationState } from './generation-state.ts';
import { type KnownGeneration, UNKNOWN_GENERATION } from './known-generation.ts';
import { Recent } from './recent.ts';
import { StoredKeys } from './stored-keys.ts';

/** A state takes about a kilobyte: the last minutes of a busy service. */
const REMEMBERED_STATES = 50_000;
/** A summary takes about a third of it: clips are viewed for days. */
const REMEMBERED_SUMMARIES = 200_000;

/** What is known of generations: a fold over their stored events, with the recent ones in memory. */
export class GenerationMemory {
  /** Which generations have stored events. */
  readonly stored = new StoredKeys('generation_buckets');
  /** Of what is stored only: a segment that fails must forget its generations. */
  readonly #states = new Recent<GenerationState>(REMEMBERED_STATES);
  readonly #summaries = new Recent<GenerationSummary>(REMEMBERED_SUMMARIES);

  /**
   * Fills in what is known of the generations of a segment. The states belong to the memory: who changes them either
   * remembers them afterwards or forgets them.
   */
  async load(client: ClickHouseClient, generations: readonly KnownGeneration[]): Promise<void> {
    const missing = generations.filter((generation) => !this.#recall(generation));
    if (missing.length > 0) await find(client, missing);
    for (const generation of generations) {
      if (!generation.isStateful) continue;
      generation.state ??= new GenerationState();
      generation.summary = generation.state;
    }
  }

  /** To be called once all that follows from these generations is stored. */
  remember(generations: readonly KnownGeneration[]): void {
    for (const { id, key, isStored, state, summary } of generations) {
      if (!isStored) this.stored.add(key);
      if (state !== undefined) this.#states.set(id, state);
      const known = this.#summaries.get(id);
      if (known?.facts !== summary.facts || known.block !== summary.block)
        this.#summaries.set(id, { facts: summary.facts, block: summary.block });
    }
  }

  /** To be called when it is not known what of these generations is stored. */
  forget(generations: readonly KnownGeneration[]): void {
    for (const { id } of generations) {
      this.#states.delete(id);
      this.#summaries.delete(id);
    }
  }

  /** Fills in what is remembered. @returns false when the rest has to be looked up */
  #recall(generation: KnownGeneration): boolean {
    const { id, isStateful } = generation;
    const summary = isStateful ? this.#states.get(id) : (this.#summaries.get(id) ?? this.#states.get(id));
    generation.isStored = summary !== undefined || this.stored.mayHave(generation.key);
    if (summary === undefined) return !generation.isStored;
    if (summary instanceof GenerationState) generation.state = isStateful ? summary : undefined;
    generation.summary = summary;
    return true;
  }
}

/** Looks up what is known of these generations. */
async function find(client: ClickHouseClient, generations: readonly KnownGeneration[]): Promise<void> {
  const buckets = await findGenerationBuckets(
    client,
    generations.map(({ key }) => key),
  );
  for (const generation of generations) {
    generation.buckets = buckets.get(generation.key) ?? [];
    generation.isStored = generation.buckets.length > 0;
  }
  const stored = generations.filter(({ isStored }) => isStored) as (KnownGeneration & StoredGeneration)[];
  const [states, summaries] = await Promise.all([
    findStates(
      client,
      stored.filter(({ isStateful }) => isStateful),
    ),
    findSummaries(
      client,
      stored.filter(({ isStateful }) => !isStateful),
    ),
  ]);
  for (const generation of stored) {
    generation.state = states.get(generation.id);
    generation.summary = summaries.get(generation.id) ?? UNKNOWN_GENERATION;
  }
}
