import type { ClickHouseClient } from '@clickhouse/client';
import type { Check } from './check.ts';
import { DIFFERENCE_KINDS, type Difference, type Differences } from './difference.ts';
import type { Piece } from './piece.ts';
import { CHECK_SETTINGS } from './settings.ts';

/** So many differences of a kind are listed for each piece; all are counted. */
const LISTED = 1000;

/** Looks once. While events are written a part of what follows from them may be missing for a moment. */
export async function findDifferences(
  client: ClickHouseClient,
  check: Check,
  piece: Piece,
): Promise<Differences> {
  const result = await client.query({
    query: `SELECT kind, toUnixTimestamp(bucket) AS bucket, subject, found, expected, count() OVER (PARTITION BY kind) AS total
FROM (${check.differences(piece)}) ORDER BY bucket, subject LIMIT ${LISTED} BY kind`,
    format: 'JSONEachRow',
    clickhouse_settings: { ...CHECK_SETTINGS, output_format_json_quote_64bit_integers: 0 },
  });
  const rows = await result.json<Difference & { total: number }>();
  const counts: Differences['counts'] = {};
  for (const { kind, total } of rows) counts[kind] = total;
  return { counts, listed: rows.map(({ total: _, ...difference }) => difference) };
}

/** Those that were found both times: what was missing for a moment has come by the second look. */
export function confirmed(first: Differences, second: Differences): Differences {
  const before = new Set(first.listed.map(nameOf));
  const listed = second.listed.filter((difference) => before.has(nameOf(difference)));
  const counts: Differences['counts'] = {};
  for (const kind of DIFFERENCE_KINDS) {
    const found = listed.filter((difference) => difference.kind === kind).length;
    // Beyond what is listed nobody can tell which were there before.
    const beyond = (second.counts[kind] ?? 0) > LISTED ? second.counts[kind]! - LISTED : 0;
    if (found + beyond > 0) counts[kind] = found + beyond;
  }
  return { counts, listed };
}

function nameOf({ kind, bucket, subject }: Difference): string {
  return `${kind} ${bucket} ${subject}`;
}
