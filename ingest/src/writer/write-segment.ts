import type { ClickHouseClient } from '@clickhouse/client';
import type { RejectedEvent } from '../contract/rejected-event.ts';
import { faultPoint } from '../fault-point.ts';
import type { Block } from '../spool/native/block.ts';
import { consequencesOf } from './consequences.ts';
import { insertEventKeys, insertGenerationBuckets } from './generation-buckets.ts';
import { foldSegment } from './generation-change.ts';
import type { GenerationMemory } from './generation-memory.ts';
import { groupRows } from './group-rows.ts';
import { insertBlockedUsage } from './insert-blocked-usage.ts';
import { insertEvents } from './insert-events.ts';
import { insertRows } from './insert-rows.ts';
import type { SegmentContent } from './read-segment.ts';
import { repairEvents } from './repair-events.ts';
import { sortRows } from './sort-rows.ts';
import { storeBlockedUsage } from './store-blocked-usage.ts';
import { storedFactsOf } from './stored-facts-of.ts';
import type { StoredKeys } from './stored-keys.ts';
import { turnedAway } from './turned-away.ts';

/** What a segment brought. */
export interface WrittenSegment {
  /** Events stored now. */
  stored: number;
  duplicates: number;
  /** Events under an identity that is stored with other content. */
  conflicts: number;
  refused: number;
}

/** ClickHouse and what the writer remembers of it. */
export interface WriterStores {
  client: ClickHouseClient;
  generations: GenerationMemory;
  events: StoredKeys;
}

export interface Attempt {
  /**
   * Whether an earlier attempt may have written a part of the segment. What was before the segment can't be told from what
   * is stored then, so all that could follow from it is compared and done, not only what differs from before.
   */
  careful: boolean;
  /** What ClickHouse said of the events that it does not take: `identityOf` -> message. */
  refused: ReadonlyMap<string, string>;
}

/**
 * Versions of a segment's rows: the events as they came, and above them the events stored before and repaired now; then
 * the same again, for what is stored once some of the segment's events have been refused.
 */
const VERSIONS_PER_SEGMENT = 4;
const REPAIR = 1;
const WITHOUT_REFUSED = 2;

/** The identity of an event as one text; NUL is in neither part. */
export function identityOf({ source, id }: { source: string; id: string }): string {
  return `${source}\0${id}`;
}

/**
 * Brings a segment into ClickHouse. Every step may be repeated: after a crash anywhere the segment is written again from
 * its start and the tables are as if it had been written once. That rests on the order of the steps: what is read to
 * decide what is new (`generation_buckets`, then `event_keys`) is written after all that follows from it.
 */
export async function writeSegment(
  segment: SegmentContent,
  { client, generations, events }: WriterStores,
  { careful, refused }: Attempt,
): Promise<WrittenSegment> {
  const { sequence } = segment;
  const version = sequence * VERSIONS_PER_SEGMENT + (refused.size > 0 ? WITHOUT_REFUSED : 0);
  const token = `${segment.token}-${version % VERSIONS_PER_SEGMENT}`;

  const { sound, poison } = withoutRefused(segment.block, refused);
  const sorted = await sortRows(client, events, segment.block, segment.keys, sound);
  const isWhole = sorted.fresh.length === segment.block.rows;
  const block = isWhole ? segment.block : segment.block.select(sorted.fresh);
  const keys = isWhole ? segment.keys : Float64Array.from(sorted.fresh, (row) => segment.keys[row]!);

  const { groups, groupOf, stateful } = groupRows(block);
  try {
    await generations.load(client, groups);
    const changes = foldSegment(block, groups, stateful, sequence);
    await insertEvents(client, block, storedFactsOf(groupOf, changes, sequence, version), `${token}-events`);
    faultPoint('events-stored');
    const follows = await consequencesOf(client, block, changes, { segment: sequence, careful });
    await repairEvents(client, follows.repairs, version + REPAIR);
    faultPoint('repairs-stored');
    await insertBlockedUsage(client, block, follows.used, version + REPAIR, `${token}-blocked`);
    await storeBlockedUsage(client, follows.blocked, version);
    faultPoint('blocked-usage-stored');
    const marks = [...follows.touched].map((bucket) => ({ bucket, marks: 1, settled: 0 }));
    await insertRows(client, 'buckets', marks, `${token}-marks`);
    faultPoint('buckets-marked');
    await insertGenerationBuckets(client, block, groups, `${token}-generations`);
    faultPoint('generation-buckets-stored');
    generations.remember(groups);
    if (block.rows > 0) await insertEventKeys(client, block, keys, `${token}-keys`);
    faultPoint('event-keys-stored');
    for (const key of keys) events.add(key);
  } catch (error) {
    generations.forget(groups);
    throw error;
  }

  const conflicts = sorted.conflicts.map((row) => turnedAway(segment.block.row(row), CONFLICT));
  const unsound = poison.map((row) => {
    const event = segment.block.row(row);
    return turnedAway(event, refusal(refused.get(identityOf(event))!));
  });
  await insertRejected(client, [...segment.rejected, ...conflicts, ...unsound], `${token}-rejected`);
  faultPoint('rejected-stored');
  return {
    stored: block.rows,
    duplicates: sorted.duplicates,
    conflicts: conflicts.length,
    refused: unsound.length,
  };
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

function withoutRefused(block: Block, refused: ReadonlyMap<string, string>) {
  const rows = Uint32Array.from({ length: block.rows }, (_, row) => row);
  if (refused.size === 0) return { sound: rows, poison: [] };
  const isRefused = (row: number) =>
    refused.has(identityOf({ source: block.text('source', row), id: block.text('id', row) }));
  return { sound: rows.filter((row) => !isRefused(row)), poison: [...rows.filter(isRefused)] };
}

function insertRejected(client: ClickHouseClient, events: readonly RejectedEvent[], token: string) {
  const rows = events.map((event) => ({ ...event, status: 'open', version: 0 }));
  return insertRows(client, 'rejected_events', rows, token);
}
