import type { GenerationFacts } from '../contract/generation-facts.ts';
import type { GenerationChange } from './generation-change.ts';
import { type Outcome, outcomesOf } from './outcomes.ts';

/** A row of the table `outcomes` but for its version. In three parts, because there are many and copies are dear. */
export interface OutcomeRow {
  outcome: Outcome;
  facts: GenerationFacts;
  own: { generation_id: string; is_deleted: 0 | 1 };
}

/**
 * The rows that bring the stored outcomes of a generation from one state to the next: those that are new or differ, and a
 * tombstone where an outcome has left its bucket or does not hold any more.
 */
export function outcomeRows({ id, before, after, factsBefore, factsAfter }: GenerationChange): OutcomeRow[] {
  if (after === before) return [];
  const old = outcomesOf(before);
  const rows: OutcomeRow[] = [];
  const wanted = outcomesOf(after);
  const kept = { generation_id: id, is_deleted: 0 } as const;
  for (const outcome of wanted) {
    const same = old.some(({ kind, time }) => kind === outcome.kind && time === outcome.time);
    if (!same || factsAfter !== factsBefore) rows.push({ outcome, facts: factsAfter, own: kept });
  }
  const gone = { generation_id: id, is_deleted: 1 } as const;
  for (const outcome of old) {
    // Same kind and bucket is the same row of the table: its new version replaces the old one without a tombstone.
    const stays = wanted.some(({ kind, bucket }) => kind === outcome.kind && bucket === outcome.bucket);
    if (!stays) rows.push({ outcome, facts: factsBefore, own: gone });
  }
  return rows;
}
