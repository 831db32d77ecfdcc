import type { ClickHouseClient } from '@clickhouse/client';
import { bucketOf } from '../contract/bucket.ts';
import type { Block } from '../spool/native/block.ts';
import { BLOCK_BIT, findGenerationBuckets, type StoredBucket } from './generation-buckets.ts';
import { type GenerationChange, movedOutcomes } from './generation-change.ts';
import { sameMoment } from './moment.ts';
import type { Repair } from './repair-events.ts';
import type { BlockedGeneration } from './store-blocked-usage.ts';

/** What has to follow once the events of a segment are stored. */
export interface Consequences {
  repairs: Repair[];
  blocked: BlockedGeneration[];
  /** All buckets whose totals may be others by now. */
  touched: ReadonlySet<number>;
}

/**
 * @param block the new events
 * @param segment its sequence
 * @param version of the new events
 * @param careful a part of this may be done already, so nothing is left out for being as it was before
 */
export async function consequencesOf(
  client: ClickHouseClient,
  block: Block,
  changes: readonly GenerationChange[],
  { segment, version, careful }: { segment: number; version: number; careful: boolean },
): Promise<Consequences> {
  const inBuckets = block.buckets();
  const touched = new Set(inBuckets);
  const repairs: Repair[] = [];
  const blocked: BlockedGeneration[] = [];
  const whole = changes.filter((change) => concernsAllEvents(change, careful));
  await lookUpBuckets(client, whole);

  for (const change of changes) {
    const { generation, facts, factsBefore, outcomes } = change;
    if (!generation.isStored || !generation.isStateful) continue;
    const all = careful || facts !== factsBefore;
    const buckets = all ? storedBuckets(generation.buckets) : [...movedOutcomes(change, segment)];
    for (const bucket of buckets) touched.add(bucket);
    if (buckets.length > 0) repairs.push({ id: generation.id, facts, outcomes, buckets });
  }
  for (const change of changes) {
    const { generation, facts, factsBefore, block: now, blockBefore } = change;
    if (now === undefined) continue;
    const moved = !sameMoment(now.at, blockBefore?.at);
    const all = careful || moved || facts !== factsBefore;
    if (!all && !change.hasBlockedUsage) continue;
    const own = generation.rows.map((row) => inBuckets[row]!);
    const outdated = careful
      ? [...storedBuckets(generation.buckets, BLOCK_BIT), ...own]
      : moved && blockBefore !== undefined
        ? [bucketOf(blockBefore.at.time)]
        : [];
    const buckets = all ? [...storedBuckets(generation.buckets), ...own] : own;
    blocked.push({
      id: generation.id,
      ...{ facts, block: now, since: all ? 0 : version },
      buckets: [...new Set(buckets)],
      outdated: [...new Set(outdated)],
    });
    for (const bucket of [bucketOf(now.at.time), ...outdated]) touched.add(bucket);
  }
  return { repairs, blocked, touched };
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
