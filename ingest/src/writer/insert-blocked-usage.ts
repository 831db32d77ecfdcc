import type { ClickHouseClient } from '@clickhouse/client';
import { bucketOf } from '../contract/bucket.ts';
import type { GenerationFacts } from '../contract/generation-facts.ts';
import type { Block as EventBlock } from '../spool/native/block.ts';
import type { Block } from './generation-state.ts';
import { insertRows } from './insert-rows.ts';
import { isUpTo } from './moment.ts';
import { usageLinesOf } from './usage-lines.ts';

/** A blocked generation and its new events, of which some may have used something before the block. */
export interface UsedBeforeBlock {
  id: string;
  facts: GenerationFacts;
  block: Block;
  /** Of the segment. */
  rows: readonly number[];
}

/**
 * Stores what new events had used up to and including the block of their generation. For nearly every blocked generation
 * that is all there is, and to have ClickHouse look for it would be to read whole buckets for some rows.
 * @param version of the rows
 */
export async function insertBlockedUsage(
  client: ClickHouseClient,
  events: EventBlock,
  generations: readonly UsedBeforeBlock[],
  version: number,
  token: string,
): Promise<void> {
  const times = events.times();
  const rows = generations.flatMap(({ id: generation_id, facts, block: { at, ...words }, rows }) => {
    const booked = { bucket: bucketOf(at.time), time: at.time, ...words };
    const before = rows.filter(
      (row) => times[row]! <= at.time && isUpTo({ time: times[row]!, id: events.text('id', row) }, at),
    );
    return before.flatMap((row) => {
      const event = events.row(row);
      const used = { source: event.source, id: event.id, usage_bucket: event.bucket };
      return usageLinesOf(event).map((line) => ({
        generation_id,
        ...used,
        ...line,
        ...booked,
        ...facts,
        version,
      }));
    });
  });
  await insertRows(client, 'blocked_usage', rows, token);
}
