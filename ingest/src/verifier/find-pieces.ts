import type { ClickHouseClient } from '@clickhouse/client';
import type { Piece } from './piece.ts';
import { CHECK_SETTINGS } from './settings.ts';

/** So many events are compared with the fold over their generations at once. */
const EVENTS_PER_SLICE = 1_000_000;
const DAY_SECONDS = 86_400;

/** The days (UTC) of the range of which anything is stored, and the slices that they are folded in. */
export async function findPieces(
  client: ClickHouseClient,
  from: number,
  to: number,
): Promise<{ day: Piece; slices: Piece[] }[]> {
  const inRange = `bucket >= toDateTime(${from}, 'UTC') AND bucket < toDateTime(${to}, 'UTC')`;
  const stored = ['events', 'event_keys', 'generation_buckets', 'blocked_usage', 'rollups'].map(
    (table) =>
      `SELECT toUnixTimestamp(toStartOfDay(bucket)) AS day, ${table === 'events' ? 'count()' : '0'} AS events
       FROM ${table} WHERE ${inRange} GROUP BY day`,
  );
  const result = await client.query({
    query: `SELECT day, sum(events) AS events FROM (${stored.join(' UNION ALL ')}) GROUP BY day ORDER BY day`,
    format: 'JSONEachRow',
    clickhouse_settings: { ...CHECK_SETTINGS, output_format_json_quote_64bit_integers: 0 },
  });
  const days = await result.json<{ day: number; events: number }>();
  return days.map(({ day, events }) => {
    const range = { start: Math.max(day, from), end: Math.min(day + DAY_SECONDS, to) };
    const slices = Math.max(1, Math.ceil(events / EVENTS_PER_SLICE));
    return {
      day: { ...range, slice: 0, slices: 1 },
      slices: Array.from({ length: slices }, (_, slice) => ({ ...range, slice, slices })),
    };
  });
}
