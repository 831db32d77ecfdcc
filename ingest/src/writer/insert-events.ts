import type { ClickHouseClient } from '@clickhouse/client';
import type { StoredEventRow } from '../contract/stored-event-row.ts';
import { encodeStoredEvents } from '../spool/native/event-block.ts';
import { insertBytes } from './insert-bytes.ts';
import { isRefusal } from './refusal.ts';

/** More than this in one insert is no bad event but a table that does not fit us. */
const MAX_REFUSED = 100;

/** ClickHouse does not take some events; the other events of the insert are stored. */
export class EventsRefused extends Error {
  /** @param events event -> what ClickHouse said */
  constructor(readonly events: ReadonlyMap<StoredEventRow, string>) {
    super(`ClickHouse refused ${events.size} events`);
  }
}

/**
 * Stores events.
 * @throws EventsRefused when ClickHouse refuses some for what is in them
 */
export async function insertEvents(
  client: ClickHouseClient,
  events: readonly StoredEventRow[],
  token: string,
): Promise<void> {
  if (events.length === 0) return;
  try {
    await insertBytes(client, 'events', 'Native', encodeStoredEvents(events), token);
  } catch (error) {
    if (!isRefusal(error)) throw error;
    throw new EventsRefused(await findRefused(client, events, token, error.message, MAX_REFUSED));
  }
}

/** Stores what can be stored of events that were refused together, half by half, until those at fault are alone. */
async function findRefused(
  client: ClickHouseClient,
  events: readonly StoredEventRow[],
  token: string,
  message: string,
  limit: number,
): Promise<Map<StoredEventRow, string>> {
  if (events.length === 1) return new Map([[events[0]!, message]]);
  const refused = new Map<StoredEventRow, string>();
  const middle = Math.ceil(events.length / 2);
  for (const [half, name] of [
    [events.slice(0, middle), 'a'],
    [events.slice(middle), 'b'],
  ] as const) {
    const halfToken = `${token}${name}`;
    try {
      await insertBytes(client, 'events', 'Native', encodeStoredEvents(half), halfToken);
    } catch (error) {
      if (!isRefusal(error)) throw error;
      const found = await findRefused(client, half, halfToken, error.message, limit - refused.size);
      for (const [event, reason] of found) refused.set(event, reason);
      if (refused.size > limit)
        throw new Error(`ClickHouse refuses too many events: ${message}`, { cause: error });
    }
  }
  return refused;
}
