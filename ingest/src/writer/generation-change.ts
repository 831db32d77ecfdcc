import { bucketOf } from '../contract/bucket.ts';
import type { EventRow } from '../contract/event-row.ts';
import { EVENT_TYPES } from '../contract/event-types.ts';
import type { GenerationFacts } from '../contract/generation-facts.ts';
import type { Block } from '../spool/native/block.ts';
import type { KnownGeneration } from './generation-memory.ts';
import type { Block as ModerationBlock } from './generation-state.ts';
import { isUpTo, type Moment, sameMoment } from './moment.ts';
import { NO_OUTCOMES, OUTCOME_KINDS, type Outcomes, outcomesOf } from './outcomes.ts';

/** What the new events of a segment do to one generation. */
export interface GenerationChange {
  generation: KnownGeneration;
  factsBefore: GenerationFacts;
  /** The same object as `factsBefore` when they are the same. */
  facts: GenerationFacts;
  outcomesBefore: Outcomes;
  outcomes: Outcomes;
  blockBefore: ModerationBlock | undefined;
  block: ModerationBlock | undefined;
  /** Whether one of the new events used something, or may have, before the generation was blocked. */
  hasBlockedUsage: boolean;
}

const COMPLETED = EVENT_TYPES.indexOf('generation.completed') + 1;
const DECIDED = EVENT_TYPES.indexOf('moderation.decided') + 1;
const VIEWED = EVENT_TYPES.indexOf('clip.viewed') + 1;

/**
 * Adds the new events to the states of their generations.
 * @param segment its sequence
 * @param stateful for each row of the block 1 when it makes states
 */
export function foldSegment(
  block: Block,
  generations: readonly KnownGeneration[],
  stateful: Uint8Array,
  segment: number,
): GenerationChange[] {
  const times = block.times();
  const types = block.typeCodes();
  let row = 0;
  const read = (column: keyof EventRow) => block.text(column, row);
  return generations.map((generation) => {
    const { state, summary, rows } = generation;
    const { facts: factsBefore, block: blockBefore } = summary;
    let outcomesBefore = NO_OUTCOMES;
    let outcomes = NO_OUTCOMES;
    if (state !== undefined) {
      if (generation.isStored) outcomesBefore = outcomesOf(state);
      for (row of rows) {
        if (stateful[row] === 0) continue;
        const id = block.text('id', row);
        const at: Moment = { time: times[row]!, id, source: block.text('source', row), segment, row };
        state.add(EVENT_TYPES[types[row]! - 1]!, at, read);
      }
      outcomes = outcomesOf(state);
    }
    const { facts, block: blocked } = summary;
    const hasBlockedUsage =
      blocked !== undefined &&
      rows.some(
        (row) =>
          (types[row] === COMPLETED || types[row] === DECIDED || types[row] === VIEWED) &&
          times[row]! <= blocked.at.time &&
          isUpTo({ time: times[row]!, id: block.text('id', row) }, blocked.at),
      );
    return {
      generation,
      factsBefore,
      facts,
      outcomesBefore,
      outcomes,
      blockBefore,
      block: blocked,
      hasBlockedUsage,
    };
  });
}

/** The buckets of the stored events that lose or gain an outcome; those of the segment itself bring theirs along. */
export function movedOutcomes(
  { outcomesBefore, outcomes }: GenerationChange,
  segment: number,
): ReadonlySet<number> {
  const buckets = new Set<number>();
  for (const kind of OUTCOME_KINDS) {
    const before = outcomesBefore[kind];
    const after = outcomes[kind];
    if (sameMoment(before, after)) continue;
    if (before !== undefined) buckets.add(bucketOf(before.time));
    if (after !== undefined && after.segment !== segment) buckets.add(bucketOf(after.time));
  }
  return buckets;
}
