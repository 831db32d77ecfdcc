import type { ClickHouseClient } from '@clickhouse/client';
import type { Piece } from './piece.ts';
import { CHECK_SETTINGS } from './settings.ts';

/** So many events are compared with the fold over their generations at once. */
const EVENTS_PER_SLICE = 1_000_000;
/** A piece has so many events, unless one bucket has more: the look-up tables are read through for each piece. */
const EVENTS_PER_PIECE = 4_000_000;
/** Their list is part of a statement. */
const BUCKETS_PER_PIECE = 5000;
const BUCKET_SECONDS = 900;
const DAY_SECONDS = 86_400;

export interface SlicedPiece {
  whole: Piece;
  /** The parts that its generations are folded in, each of neighbouring buckets or, of a large bucket, of some generations. */
  slices: Piece[];
  /** How many days (UTC) end in it. */
  days: number;
}

interface StoredBucket {
  bucket: number;
  events: number;
}

/** The buckets of the range of which anything is stored, in pieces. */
export async function findPieces(client: ClickHouseClient, from: number, to: number): Promise<SlicedPiece[]> {
  const inRange = `bucket >= toDateTime(${from}, 'UTC') AND bucket < toDateTime(${to}, 'UTC')`;
  const stored = ['events', 'event_keys', 'generation_buckets', 'blocked_usage', 'rollups'].map(
    (table) =>
      `SELECT bucket, ${table === 'events' ? 'count()' : '0'} AS events FROM ${table} WHERE ${inRange} GROUP BY bucket`,
  );
  const result = await client.query({
    query: `SELECT toUnixTimestamp(bucket) AS bucket, sum(events) AS events FROM (${stored.join(' UNION ALL ')}) GROUP BY bucket ORDER BY bucket`,
    format: 'JSONEachRow',
    clickhouse_settings: { ...CHECK_SETTINGS, output_format_json_quote_64bit_integers: 0 },
  });
  return piecesOf(await result.json<StoredBucket>());
}

/** @param buckets in their order */
export function piecesOf(buckets: readonly StoredBucket[]): SlicedPiece[] {
  return runs(buckets, EVENTS_PER_PIECE).map((run, index, all) => ({
    whole: pieceOf(run, 0, 1),
    days: run.filter(
      ({ bucket }, place) => dayOf(bucket) !== dayOf((run[place + 1] ?? all[index + 1]?.[0])?.bucket),
    ).length,
    slices: runs(run, EVENTS_PER_SLICE).flatMap((part) => {
      const slices = Math.max(1, Math.ceil(eventsOf(part) / EVENTS_PER_SLICE));
      return Array.from({ length: slices }, (_, slice) => pieceOf(part, slice, slices));
    }),
  }));
}

/** Neighbouring buckets with at most so many events together; one that has more is alone. */
function runs(buckets: readonly StoredBucket[], maxEvents: number): StoredBucket[][] {
  const found: StoredBucket[][] = [];
  let room = 0;
  for (const bucket of buckets) {
    const run = found.at(-1);
    room -= bucket.events;
    if (run !== undefined && room >= 0 && run.length < BUCKETS_PER_PIECE) run.push(bucket);
    else {
      found.push([bucket]);
      room = maxEvents - bucket.events;
    }
  }
  return found;
}

function pieceOf(run: readonly StoredBucket[], slice: number, slices: number): Piece {
  return { start: run[0]!.bucket, end: run.at(-1)!.bucket + BUCKET_SECONDS, slice, slices };
}

function dayOf(bucket: number | undefined): number | undefined {
  return bucket && Math.floor(bucket / DAY_SECONDS);
}

function eventsOf(run: readonly StoredBucket[]): number {
  return run.reduce((sum, { events }) => sum + events, 0);
}
