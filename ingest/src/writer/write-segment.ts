import type { ClickHouseClient } from '@clickhouse/client';
import type { EventRow } from '../contract/event-row.ts';
import { type BlockedUsageRow, blockedUsageRows, changesBlockedUsage } from './blocked-usage.ts';
import { findEventKeys, insertEventKeys } from './event-keys.ts';
import { type GenerationChange, generationChange } from './generation-change.ts';
import { generationFacts } from './generation-facts.ts';
import { UNKNOWN_GENERATION } from './generation-state.ts';
import type { GenerationStore } from './generation-store.ts';
import { groupByGeneration } from './group-by-generation.ts';
import { insertBlockedUsage, insertOutcomes } from './insert-blocks.ts';
import { type EventWithFacts, insertEvents } from './insert-events.ts';
import { insertRows } from './insert-rows.ts';
import { outcomeRows } from './outcome-rows.ts';
import type { SegmentContent } from './read-segment.ts';
import { repairFacts } from './repair-facts.ts';
import { keyedEvent, sortEvents } from './sort-events.ts';
import { turnedAway } from './turned-away.ts';
import { findUsageEvents } from './usage-events.ts';

/** What a segment brought. */
export interface WrittenSegment {
  /** Events stored now. */
  stored: number;
  duplicates: number;
  /** Events under an identity that is stored with other content. */
  conflicts: number;
  refused: number;
}

export interface WriterStores {
  client: ClickHouseClient;
  generations: GenerationStore;
}

/** Versions of a segment's rows: the events as they came, and above them the events stored before and repaired now. */
const VERSIONS_PER_SEGMENT = 4;
const REPAIR = 1;

/**
 * Brings a segment into ClickHouse. Every step may be repeated: after a crash anywhere the segment is written again from
 * its start and the tables are as if it had been written once. That rests on the order of the steps: what is read to
 * decide what is new (`generations`, then `event_keys`) is written after all that follows from it.
 * @param refused what ClickHouse said of the events that it does not take: event key -> message
 */
export async function writeSegment(
  segment: SegmentContent,
  { client, generations }: WriterStores,
  refused: ReadonlyMap<string, string>,
): Promise<WrittenSegment> {
  const version = segment.sequence * VERSIONS_PER_SEGMENT;
  const { events, rejected, token } = segment;

  const keyed = events.map(keyedEvent);
  const poison = keyed.filter(({ key }) => refused.has(key));
  const sound = poison.length === 0 ? keyed : keyed.filter(({ key }) => !refused.has(key));
  const known = await findEventKeys(
    client,
    sound.map(({ key }) => key),
  );
  const { fresh, duplicates, conflicts } = sortEvents(sound, known);
  const freshEvents = fresh.map(({ event }) => event);

  const groups = groupByGeneration(freshEvents);
  const states = await generations.load([...groups.keys()]);
  const changes = [...groups].map(([id, group]) => generationChange(id, states.get(id)!, group));
  await insertEvents(client, withFacts(freshEvents, changes), version, `${token}-events`);

  const repaired = changes.filter(needsRepair);
  const repairs = repaired.map(({ id, before, factsAfter }) => ({
    generation_id: id,
    facts: factsAfter,
    buckets: before.buckets,
  }));
  await repairFacts(client, repairs, { below: version, version: version + REPAIR });

  const blocked = await blockedRows(client, changes, version);
  await insertBlockedUsage(client, blocked, `${token}-blocked-usage`);

  const outcomes = changes.flatMap(outcomeRows);
  await insertOutcomes(client, outcomes, version, `${token}-outcomes`);

  const touched = new Set<number>();
  for (const { bucket } of freshEvents) touched.add(bucket);
  for (const { bucket } of blocked) touched.add(bucket);
  for (const { outcome } of outcomes) touched.add(outcome.bucket);
  for (const { before } of repaired) for (const bucket of before.buckets) touched.add(bucket);
  const marks = [...touched].map((bucket) => ({ bucket, marks: 1, settled: 0 }));
  await insertRows(client, 'buckets', marks, `${token}-marks`);

  const changed = changes.filter(({ before, after }) => after !== before);
  await generations.save(new Map(changed.map(({ id, after }) => [id, after])), `${token}-generations`);
  await insertEventKeys(client, fresh, `${token}-keys`);

  const turned = [
    ...conflicts.map((event) => turnedAway(event, CONFLICT)),
    ...poison.map((event) => turnedAway(event, refusal(refused.get(event.key)!))),
  ];
  const rows = [...rejected, ...turned].map((row) => ({ ...row, status: 'open', version: 0 }));
  await insertRows(client, 'rejected_events', rows, `${token}-rejected`);
  return { stored: fresh.length, duplicates, conflicts: conflicts.length, refused: poison.length };
}

const CONFLICT = {
  code: 'id_conflict',
  path: 'id',
  message:
    'An event with this source and id but other content is stored; the first one counts. Give every event an id of its own.',
} as const;

function refusal(message: string) {
  return { code: 'invalid_value', path: '', message: `The event can not be stored: ${message}` } as const;
}

function withFacts(events: readonly EventRow[], changes: readonly GenerationChange[]): EventWithFacts[] {
  const known = new Map(changes.map(({ id, factsAfter }) => [id, factsAfter]));
  const none = generationFacts(UNKNOWN_GENERATION);
  return events.map((event) => ({ event, facts: known.get(event.generation_id) ?? none }));
}

/** Facts that came or changed after events were stored have to be put on these. */
function needsRepair({ before, factsBefore, factsAfter }: GenerationChange): boolean {
  return before.buckets.length > 0 && factsAfter !== factsBefore;
}

async function blockedRows(
  client: ClickHouseClient,
  changes: readonly GenerationChange[],
  version: number,
): Promise<BlockedUsageRow[]> {
  const affected = changes.filter(changesBlockedUsage);
  const old = affected.filter(({ before }) => before.buckets.length > 0);
  const stored = await findUsageEvents(client, new Map(old.map(({ id, after }) => [id, after.buckets])));
  return affected.flatMap((change) =>
    // What is stored holds the events of the segment too by now.
    blockedUsageRows(change, stored.get(change.id) ?? change.events, version),
  );
}
