import { bucketOf } from '../contract/bucket.ts';
import { EVENT_COLUMNS } from '../contract/columns.ts';
import type { EventRow } from '../contract/event-row.ts';
import { EVENT_TYPES, type EventType } from '../contract/event-types.ts';
import type { GenerationFacts } from '../contract/generation-facts.ts';
import type { OutcomeKind } from '../contract/outcome-bits.ts';
import type { Block } from '../spool/native/block.ts';
import type { GenerationState, Block as ModerationBlock, ReadText } from './generation-state.ts';
import type { KnownGeneration } from './known-generation.ts';
import { isUpTo, type Moment, sameMoment } from './moment.ts';
import { NO_OUTCOMES, OUTCOME_KINDS, type Outcomes, outcomesOf } from './outcomes.ts';
import type { StoredPlace } from './stored-place.ts';

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

/** For each number of a type 1 when its events may use something. */
const USES = Uint8Array.from([
  0,
  ...EVENT_TYPES.map((type) =>
    type === 'generation.completed' || type === 'moderation.decided' || type === 'clip.viewed' ? 1 : 0,
  ),
]);
const WORD_COLUMNS = (Object.keys(EVENT_COLUMNS) as (keyof EventRow)[]).filter(
  (name) => EVENT_COLUMNS[name] === 'LowCardinality(String)',
);

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
  const sources = block.words('source');
  let row = 0;
  const read = textReader(block, () => row);
  const add = (state: GenerationState, next: number) => {
    row = next;
    const source = sources.dictionary[sources.indexes[row]!]!;
    const at: Moment = { time: times[row]!, id: block.text('id', row), source, segment, row };
    state.add(EVENT_TYPES[types[row]! - 1]!, at, read);
  };
  /** Whether a row used something, or may have, before the block. */
  const isBlockedUsage = (next: number, { at }: ModerationBlock) =>
    USES[types[next]!] === 1 &&
    times[next]! <= at.time &&
    isUpTo({ time: times[next]!, id: block.text('id', next) }, at);

  return generations.map((generation) => {
    const { state, summary, rows, isStored } = generation;
    const { facts: factsBefore, block: blockBefore } = summary;
    let outcomesBefore = NO_OUTCOMES;
    let outcomes = NO_OUTCOMES;
    if (state !== undefined) {
      if (isStored) outcomesBefore = outcomesOf(state);
      for (const next of rows) if (stateful[next] === 1) add(state, next);
      outcomes = outcomesOf(state);
    }
    const { facts, block: blocked } = summary;
    const hasBlockedUsage = blocked !== undefined && rows.some((next) => isBlockedUsage(next, blocked));
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

/** Reads texts of the row that is looked at: most of them are words, whose columns are asked for once. */
function textReader(block: Block, row: () => number): ReadText {
  const words: Partial<Record<keyof EventRow, ReturnType<Block['words']>>> = {};
  for (const column of WORD_COLUMNS) words[column] = block.words(column);
  return (column) => {
    const found = words[column];
    return found === undefined ? block.text(column, row()) : found.dictionary[found.indexes[row()]!]!;
  };
}

/** The types of the events with which an outcome can become true. */
const TYPES_OF_OUTCOME: Record<OutcomeKind, readonly EventType[]> = {
  requested: ['generation.requested'],
  shown: ['moderation.decided'],
  kept: ['clip.rated', 'moderation.decided', 'clip.shared'],
  posted: ['moderation.decided'],
  shared: ['clip.shared'],
  blocked: ['moderation.decided'],
};

/** The stored events that lose or gain an outcome; those of the segment itself bring theirs along. */
export function movedOutcomes(
  { outcomesBefore, outcomes }: GenerationChange,
  segment: number,
): readonly StoredPlace[] {
  return OUTCOME_KINDS.flatMap((kind) => {
    const before = outcomesBefore[kind];
    const after = outcomes[kind];
    if (sameMoment(before, after)) return [];
    const gains = after !== undefined && after.segment !== segment ? [after] : [];
    const moved = before === undefined ? gains : [before, ...gains];
    return moved.flatMap(({ time, source, id }) =>
      TYPES_OF_OUTCOME[kind].map((type) => ({ bucket: bucketOf(time), type, source, id })),
    );
  });
}
