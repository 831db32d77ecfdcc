import type { GenerationFacts } from '../contract/generation-facts.ts';
import { generationFacts, sameFacts } from './generation-facts.ts';
import type { GenerationState } from './generation-state.ts';
import { type Outcome, outcomesOf } from './outcomes.ts';

/** A row of the table `outcomes`. */
export interface OutcomeRow extends Outcome, GenerationFacts {
  generation_id: string;
  version: number;
  is_deleted: 0 | 1;
}

/**
 * The rows that bring the stored outcomes of a generation from one state to the next: those that are new or differ, and a
 * tombstone where an outcome has left its bucket or does not hold any more.
 */
export function outcomeRows(
  generationId: string,
  before: GenerationState,
  after: GenerationState,
  version: number,
): OutcomeRow[] {
  const factsBefore = generationFacts(before);
  const factsAfter = generationFacts(after);
  const keepsFacts = sameFacts(factsBefore, factsAfter);
  const old = new Map(outcomesOf(before).map((outcome) => [outcome.kind, outcome]));
  const rows: OutcomeRow[] = [];
  for (const outcome of outcomesOf(after)) {
    const previous = old.get(outcome.kind);
    // Same kind and bucket is the same row of the table: the new version replaces the old one without a tombstone.
    if (previous?.bucket === outcome.bucket) old.delete(outcome.kind);
    if (keepsFacts && previous?.time === outcome.time) continue;
    rows.push({ ...outcome, ...factsAfter, generation_id: generationId, version, is_deleted: 0 });
  }
  for (const outcome of old.values())
    rows.push({ ...outcome, ...factsBefore, generation_id: generationId, version, is_deleted: 1 });
  return rows;
}
