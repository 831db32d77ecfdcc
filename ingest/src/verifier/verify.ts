import { setTimeout as sleep } from 'node:timers/promises';
import type { ClickHouseClient } from '@clickhouse/client';
import { blockedUsageCheck } from './blocked-usage-check.ts';
import type { Check } from './check.ts';
import { type Difference, type DifferenceKind, type Differences } from './difference.ts';
import { duplicatesCheck } from './duplicates-check.ts';
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
  /** How many of all steps are done. */
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
  const days = await findPieces(client, from, to);
  let done = 0;
  const look = async (check: Check, piece: Piece) => {
    signal?.throwIfAborted();
    add(found, await lookAt(check, piece, options));
  };
  // Two events with one identity may be of different days.
  await look(duplicatesCheck, { start: from, end: to, slice: 0, slices: 1 });
  for (const { day, slices } of days) {
    for (const check of [eventKeysCheck, generationBucketsCheck]) await look(check, day);
    for (const piece of slices) {
      for (const check of [eventFactsCheck, blockedUsageCheck]) await look(check, piece);
    }
    await look(rollupsCheck, day);
    done += 1;
    onProgress(done, days.length);
  }
  return found;
}

async function lookAt(check: Check, piece: Piece, options: VerifyOptions): Promise<Differences> {
  const { client, repair, confirmAfterMs, signal } = options;
  const first = await findDifferences(client, check, piece);
  if (first.listed.length === 0) return first;
  await sleep(confirmAfterMs, undefined, { signal });
  const sure = confirmed(first, await findDifferences(client, check, piece));
  if (repair && sure.listed.length > 0) await repairDifferences(client, check, piece, sure.listed);
  return sure;
}

function add(to: Verified, { counts, listed }: Differences): void {
  for (const [kind, count] of Object.entries(counts) as [DifferenceKind, number][])
    to.counts[kind] = (to.counts[kind] ?? 0) + count;
  to.listed.push(...listed.slice(0, LISTED - to.listed.length));
}
