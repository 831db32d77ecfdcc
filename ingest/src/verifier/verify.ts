import { setTimeout as sleep } from 'node:timers/promises';
import type { ClickHouseClient } from '@clickhouse/client';
import { blockedUsageCheck } from './blocked-usage-check.ts';
import type { Check } from './check.ts';
import { type Difference, type DifferenceKind, type Differences } from './difference.ts';
import { duplicatesCheck } from './duplicates-check.ts';
import { eventBucketsCheck } from './event-buckets-check.ts';
import { eventFactsCheck } from './event-facts-check.ts';
import { eventKeysCheck } from './event-keys-check.ts';
import { confirmed, findDifferences } from './find-differences.ts';
import { findPieces } from './find-pieces.ts';
import { generationBucketsCheck } from './generation-buckets-check.ts';
import type { Piece } from './piece.ts';
import { repairDifferences } from './repair-differences.ts';
import { rollupsCheck } from './rollups-check.ts';

/** So many differences are answered; all are counted. */
const LISTED = 1000;

export interface VerifyOptions {
  client: ClickHouseClient;
  /** Seconds since 1970, at the start of a bucket. */
  from: number;
  to: number;
  /** Whether to mend what differs. The buckets concerned are marked; the totals follow when they are settled. */
  repair: boolean;
  /** How long to wait before what differs is looked at again: longer than the writer takes for a segment. */
  confirmAfterMs: number;
  /** How many days (UTC) of which anything is stored are done. */
  onProgress?: (done: number, all: number) => void;
  signal?: AbortSignal;
}

export interface Verified extends Differences {
  counts: Partial<Record<DifferenceKind, number>>;
  /** The first ones. */
  listed: Difference[];
}

/**
 * Recomputes what follows from the stored events of a range and compares it with what is stored. It reads in pieces, so
 * memory does not grow with the range. The order of the checks is that in which one thing follows from another.
 */
export async function verify(options: VerifyOptions): Promise<Verified> {
  const { client, from, to, onProgress = () => {}, signal } = options;
  const found: Verified = { counts: {}, listed: [] };
  const pieces = await findPieces(client, from, to);
  const look = async (check: Check, piece: Piece) => {
    signal?.throwIfAborted();
    add(found, await lookAt(check, piece, options));
  };
  // Each of these goes by what the one before has mended, in whatever piece that was.
  for (const check of [eventBucketsCheck, eventKeysCheck, duplicatesCheck, generationBucketsCheck])
    for (const { whole } of pieces) await look(check, whole);
  const allDays = pieces.reduce((sum, { days }) => sum + days, 0);
  let doneDays = 0;
  for (const { whole, slices, days } of pieces) {
    for (const slice of slices) {
      for (const check of [eventFactsCheck, blockedUsageCheck]) await look(check, slice);
    }
    await look(rollupsCheck, whole);
    doneDays += days;
    onProgress(doneDays, allDays);
  }
  return found;
}

async function lookAt(check: Check, piece: Piece, options: VerifyOptions): Promise<Differences> {
  const { client, repair, confirmAfterMs, signal } = options;
  const first = await findDifferences(client, check, piece);
  if (first.listed.length === 0) return first;
  await sleep(confirmAfterMs, undefined, { signal });
  const sure = confirmed(first, await findDifferences(client, check, piece));
  if (repair && sure.listed.length > 0) await repairDifferences(client, check, piece);
  return sure;
}

function add(to: Verified, { counts, listed }: Differences): void {
  for (const [kind, count] of Object.entries(counts) as [DifferenceKind, number][])
    to.counts[kind] = (to.counts[kind] ?? 0) + count;
  to.listed.push(...listed.slice(0, LISTED - to.listed.length));
}
