import type { ClickHouseClient } from '@clickhouse/client';
import type { EventRow } from '../contract/event-row.ts';
import type { GenerationFacts } from '../contract/generation-facts.ts';
import { encodeStoredEvents } from '../spool/native/event-block.ts';
import { insertBytes } from './insert-bytes.ts';
import { isRefusal } from './refusal.ts';

/** More than this in one insert is no bad event but a table that does not fit us. */
const MAX_REFUSED = 100;

/** An event with what is known of its generation. */
export interface EventWithFacts {
  event: EventRow;
  facts: GenerationFacts;
}

/** ClickHouse does not take some events; the other events of the insert are stored. */
export class EventsRefused extends Error {
  /** @param events event -> what ClickHouse said */
  constructor(readonly events: ReadonlyMap<EventRow, string>) {
    super(`ClickHouse refused ${events.size} events`);
  }
}

/**
 * Stores events.
 * @throws EventsRefused when ClickHouse refuses some for what is in them
 */
export async function insertEvents(
  client: ClickHouseClient,
  events: readonly EventWithFacts[],
  version: number,
  token: string,
): Promise<void> {
  if (events.length === 0) return;
  try {
    await insert(client, events, version, token);
  } catch (error) {
    if (!isRefusal(error)) throw error;
    throw new EventsRefused(await findRefused(client, events, version, token, error.message, MAX_REFUSED));
  }
}

async function insert(
  client: ClickHouseClient,
  events: readonly EventWithFacts[],
  version: number,
  token: string,
): Promise<void> {
  const block = encodeStoredEvents(
    events.map(({ event }) => event),
    events.map(({ facts }) => facts),
    version,
  );
  await insertBytes(client, 'events', 'Native', block, token);
}

/** Stores what can be stored of events that were refused together, half by half, until those at fault are alone. */
async function findRefused(
  client: ClickHouseClient,
  events: readonly EventWithFacts[],
  version: number,
  token: string,
  message: string,
  limit: number,
): Promise<Map<EventRow, string>> {
  if (events.length === 1) return new Map([[events[0]!.event, message]]);
  const refused = new Map<EventRow, string>();
  const middle = Math.ceil(events.length / 2);
  for (const [half, name] of [
    [events.slice(0, middle), 'a'],
    [events.slice(middle), 'b'],
  ] as const) {
    const halfToken = `${token}${name}`;
    try {
      await insert(client, half, version, halfToken);
    } catch (error) {
      if (!isRefusal(error)) throw error;
      const found = await findRefused(client, half, version, halfToken, error.message, limit - refused.size);
      for (const [event, reason] of found) refused.set(event, reason);
      if (refused.size > limit)
        throw new Error(`ClickHouse refuses too many events: ${message}`, { cause: error });
    }
  }
  return refused;
}
