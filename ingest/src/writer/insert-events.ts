import type { ClickHouseClient } from '@clickhouse/client';
import type { Block } from '../spool/native/block.ts';
import type { StoredFacts } from '../spool/native/stored-facts.ts';
import { insertBytes } from './insert-bytes.ts';
import { isRefusal } from './refusal.ts';

/** More than this in one insert is no bad event but a table that does not fit us. */
const MAX_REFUSED = 100;

/** An event that ClickHouse does not take. */
export interface RefusedEvent {
  source: string;
  id: string;
  /** What ClickHouse said. */
  message: string;
}

/** ClickHouse does not take some events; the other events of the insert are stored. */
export class EventsRefused extends Error {
  constructor(readonly events: readonly RefusedEvent[]) {
    super(`ClickHouse refused ${events.length} events`);
  }
}

/**
 * Stores the events of a block.
 * @throws EventsRefused when ClickHouse refuses some for what is in them
 */
export async function insertEvents(
  client: ClickHouseClient,
  block: Block,
  stored: StoredFacts,
  token: string,
): Promise<void> {
  if (block.rows === 0) return;
  try {
    await insertBytes(client, 'events', 'Native', block.encode(stored), token);
  } catch (error) {
    if (!isRefusal(error)) throw error;
    throw new EventsRefused(await findRefused(client, block, stored, token, error.message, MAX_REFUSED));
  }
}

/** Stores what can be stored of events that were refused together, half by half, until those at fault are alone. */
async function findRefused(
  client: ClickHouseClient,
  block: Block,
  stored: StoredFacts,
  token: string,
  message: string,
  limit: number,
): Promise<RefusedEvent[]> {
  if (block.rows === 1) return [{ source: block.text('source', 0), id: block.text('id', 0), message }];
  const refused: RefusedEvent[] = [];
  const middle = Math.ceil(block.rows / 2);
  for (const [start, end, name] of [
    [0, middle, 'a'],
    [middle, block.rows, 'b'],
  ] as const) {
    const half = block.select(Uint32Array.from({ length: end - start }, (_, row) => start + row));
    const halfStored = {
      ...stored,
      factsOf: stored.factsOf.slice(start, end),
      outcomes: stored.outcomes.slice(start, end),
    };
    const halfToken = `${token}${name}`;
    try {
      await insertBytes(client, 'events', 'Native', half.encode(halfStored), halfToken);
    } catch (error) {
      if (!isRefusal(error)) throw error;
      const found = await findRefused(
        client,
        half,
        halfStored,
        halfToken,
        error.message,
        limit - refused.length,
      );
      refused.push(...found);
      if (refused.length > limit)
        throw new Error(`ClickHouse refuses too many events: ${message}`, { cause: error });
    }
  }
  return refused;
}
