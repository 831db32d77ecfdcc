import { bucketOf } from '../contract/bucket.ts';
import type { GenerationFacts } from '../contract/generation-facts.ts';
import type { GenerationChange } from './generation-change.ts';
import { compareMoments, type GenerationState } from './generation-state.ts';
import type { UsageEvent } from './usage-event.ts';
import { type UsageLine, usageLinesOf } from './usage-lines.ts';

type Block = NonNullable<GenerationState['block']>;

/** A row of the table `blocked_usage`. */
export interface BlockedUsageRow extends UsageLine, GenerationFacts {
  bucket: number;
  generation_id: string;
  source: string;
  id: string;
  time: number;
  usage_bucket: number;
  stage: string;
  policy: string;
  classifier: string;
  classifier_version: string;
  decided_by: string;
  version: number;
  is_deleted: 0 | 1;
}

/**
 * Whether the stored rows of a generation may have to change: it is blocked, and its block or its facts are others than
 * before, or an event that it used something with before the block has come in.
 */
export function changesBlockedUsage(change: GenerationChange): boolean {
  const { before, after, factsBefore, factsAfter, events } = change;
  const { block } = after;
  if (block === undefined) return false;
  return (
    block !== before.block ||
    factsAfter !== factsBefore ||
    events.some((event) => compareMoments(event, block) <= 0)
  );
}

/**
 * The rows that bring the stored blocked usage of a generation from one state to the next. As events are never taken
 * away, the rows that were stored for the earlier state follow from the same events: what is not wanted any more gets
 * a tombstone, and a tombstone for a row that never was does no harm.
 * @param events all events of the generation that used something, in any order
 */
export function blockedUsageRows(
  { id, before, after, factsBefore, factsAfter }: GenerationChange,
  events: readonly UsageEvent[],
  version: number,
): BlockedUsageRow[] {
  const rows = (block: Block | undefined, facts: GenerationFacts, is_deleted: 0 | 1) =>
    usageUpTo(block, events).map((row) => ({ ...row, ...facts, generation_id: id, version, is_deleted }));
  const wanted = rows(after.block, factsAfter, 0);
  const kept = new Set(wanted.map(rowKey));
  return [...wanted, ...rows(before.block, factsBefore, 1).filter((row) => !kept.has(rowKey(row)))];
}

function usageUpTo(block: Block | undefined, events: readonly UsageEvent[]) {
  if (block === undefined) return [];
  const booked = bookedTo(block);
  return events
    .filter((event) => compareMoments(event, block) <= 0)
    .flatMap((event) =>
      usageLinesOf(event).map((line) => ({
        ...line,
        ...booked,
        source: event.source,
        id: event.id,
        usage_bucket: event.bucket,
      })),
    );
}

function bookedTo({ time, stage, policy, classifier, classifier_version, decided_by }: Block) {
  return { bucket: bucketOf(time), time, stage, policy, classifier, classifier_version, decided_by };
}

function rowKey({ bucket, source, id, resource }: BlockedUsageRow): string {
  return JSON.stringify([bucket, source, id, resource]);
}
