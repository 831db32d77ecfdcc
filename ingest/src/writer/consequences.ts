import type { ClickHouseClient } from '@clickhouse/client';
import { bucketOf } from '../contract/bucket.ts';
import type { Block } from '../spool/native/block.ts';
import { BLOCK_BIT, findGenerationBuckets, type StoredBucket } from './generation-buckets.ts';
import { type GenerationChange, movedOutcomes } from './generation-change.ts';
import type { UsedBeforeBlock } from './insert-blocked-usage.ts';
import { sameMoment } from './moment.ts';
import type { Repair } from './repair-events.ts';
import type { BlockedGeneration } from './store-blocked-usage.ts';

/** What has to follow once the events of a segment are stored. */
export interface Consequences {
  repairs: Repair[];
  /** Blocked generations that have used more with the new events, and nothing else has changed. */
  used: UsedBeforeBlock[];
  /** Blocked generations of which stored events have to be looked at. */
  blocked: BlockedGeneration[];
  /** All buckets whose totals may be others by now. */
  touched: ReadonlySet<number>;
}

/**
 * @param block the new events
 * @param segment its sequence
 * @param careful a part of this may be done already, so nothing is left out for being as it was before
 */
export async function consequencesOf(
  client: ClickHouseClient,
  block: Block,
  changes: readonly GenerationChange[],
  { segment, careful }: { segment: number; careful: boolean },
): Promise<Consequences> {
  const inBuckets = block.buckets();
  const touched = new Set(inBuckets);
  const repairs: Repair[] = [];
  const used: UsedBeforeBlock[] = [];
  const blocked: BlockedGeneration[] = [];
  const whole = changes.filter((change) => concernsAllEvents(change, careful));
  await lookUpBuckets(client, whole);

  for (const change of changes) {
    const { generation, facts, factsBefore, outcomes } = change;
    if (!generation.isStored || !generation.isStateful) continue;
    const all = careful || facts !== factsBefore;
    const places = all ? [] : movedOutcomes(change, segment);
    const buckets = all ? storedBuckets(generation.buckets) : places.map(({ bucket }) => bucket);
    for (const bucket of buckets) touched.add(bucket);
    if (buckets.length > 0)
      repairs.push({ id: generation.id, facts, outcomes, events: all ? { buckets } : { places } });
  }
  for (const change of changes) {
    const { generation, facts, factsBefore, block: now, blockBefore } = change;
    if (now === undefined) continue;
    const moved = !sameMoment(now.at, blockBefore?.at);
    const all = careful || moved || facts !== factsBefore;
    if (!all && !change.hasBlockedUsage) continue;
    touched.add(bucketOf(now.at.time));
    if (!careful && (!all || !generation.isStored)) {
      used.push({ id: generation.id, facts, block: now, rows: generation.rows });
      continue;
    }
    const own = generation.rows.map((row) => inBuckets[row]!);
    const outdated = careful
      ? [...storedBuckets(generation.buckets, BLOCK_BIT), ...own]
      : moved && blockBefore !== undefined
        ? [bucketOf(blockBefore.at.time)]
        : [];
    blocked.push({
      id: generation.id,
      ...{ facts, block: now },
      buckets: [...new Set([...storedBuckets(generation.buckets), ...own])],
      outdated: [...new Set(outdated)],
    });
    for (const bucket of outdated) touched.add(bucket);
  }
  return { repairs, used, blocked, touched };
}

/** Whether all stored events of a generation have to be looked at. */
function concernsAllEvents(
  { generation, facts, factsBefore, block, blockBefore }: GenerationChange,
  careful: boolean,
): boolean {
  if (!generation.isStored) return false;
  if (careful) return generation.isStateful || block !== undefined;
  return facts !== factsBefore || (block !== undefined && !sameMoment(block.at, blockBefore?.at));
}

/** Where their stored events are, if that was not looked up yet. */
async function lookUpBuckets(client: ClickHouseClient, changes: readonly GenerationChange[]): Promise<void> {
  const unknown = changes.filter(({ generation }) => generation.buckets === undefined);
  const found = await findGenerationBuckets(
    client,
    unknown.map(({ generation }) => generation.key),
  );
  for (const { generation } of unknown) generation.buckets = found.get(generation.key) ?? [];
}

function storedBuckets(buckets: readonly StoredBucket[] | undefined, bits = ~0): number[] {
  return (buckets ?? []).filter(({ types }) => (types & bits) !== 0).map(({ bucket }) => bucket);
}
