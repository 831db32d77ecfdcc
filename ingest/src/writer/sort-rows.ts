import type { ClickHouseClient } from '@clickhouse/client';
import { contentHash } from '../contract/content-hash.ts';
import type { Block } from '../spool/native/block.ts';
import { findRepeats } from '../spool/native/repeats.ts';
import { findStoredEvents } from './find-stored-events.ts';
import type { StoredKeys } from './stored-keys.ts';

/** The events of a segment, sorted by what is to become of them. */
export interface SortedRows {
  /** To be stored: the first of each identity that is not stored yet. */
  fresh: Uint32Array;
  /** Say what is stored already. */
  duplicates: number;
  /** Say something else under an identity that is stored or comes first in the segment. */
  conflicts: number[];
}

/**
 * @param keys of all rows of the block
 * @param rows the rows that count, ascending
 */
export async function sortRows(
  client: ClickHouseClient,
  known: StoredKeys,
  block: Block,
  keys: Float64Array,
  rows: Uint32Array,
): Promise<SortedRows> {
  const repeats = findRepeats(block, keys, rows);
  const suspects: number[] = [];
  for (let index = 0; index < rows.length; index += 1) {
    const row = rows[index]!;
    if (known.mayHave(keys[row]!) && !repeats.has(row)) suspects.push(row);
  }
  const stored = await findStoredEvents(client, block, keys, suspects);
  if (repeats.size === 0 && stored.size === 0) return { fresh: rows, duplicates: 0, conflicts: [] };

  const contentOf = (row: number) => contentHash(block.row(row));
  const conflicts: number[] = [];
  let duplicates = 0;
  const fresh = rows.filter((row) => {
    const first = repeats.get(row) ?? row;
    const content = stored.get(first);
    if (first === row && content === undefined) return true;
    if (contentOf(row) === (content ?? contentOf(first))) duplicates += 1;
    else conflicts.push(row);
    return false;
  });
  return { fresh, duplicates, conflicts };
}
