import { EVENT_FIELDS } from '@breakeven/ingest/contract/event-fields';
import type { EventType } from '@breakeven/ingest/contract/event-types';
import type { EventAnswer } from './event.schemas.ts';
import { rfc3339 } from './rfc-3339.ts';

/** What a generation is known by on every one of its events. */
const FACTS = [
  'country',
  'platform',
  'app_version',
  'surface',
  'variant',
  'model',
  'user_key',
  'photo_hash',
  'prompt_hash',
] as const;

/** The columns of a stored event, with the times as numbers. '' and null are unknown. */
export const STORED_EVENT_COLUMNS = `* EXCEPT (bucket, time, received_at, requested_at, version),
  toUnixTimestamp64Micro(time) AS time_us, toUnixTimestamp(received_at) AS received_at_s,
  toUnixTimestamp64Micro(requested_at) AS requested_at_us`;

/** A row of `events` as `STORED_EVENT_COLUMNS` selects it. */
export interface StoredEvent extends Record<string, unknown> {
  type: EventType;
  source: string;
  id: string;
  generation_id: string;
  /** Microseconds since 1970. */
  time_us: number;
  /** Seconds since 1970. */
  received_at_s: number;
  /** Microseconds since 1970; 0 = the request is not known. */
  requested_at_us: number;
  event_user_key: string;
}

/** The event as the API shows it: its own data, and the facts of its generation. */
export function toEventAnswer(row: StoredEvent): EventAnswer {
  const fields = EVENT_FIELDS[row.type].fields.map(({ name, column }) => [name, known(row[column])] as const);
  const facts = FACTS.map((name) => [name, known(row[name])] as const);
  return {
    source: row.source,
    id: row.id,
    type: row.type,
    time: rfc3339(row.time_us),
    received_at: rfc3339(row.received_at_s * 1_000_000),
    generation_id: row.generation_id || null,
    data: {
      ...Object.fromEntries(fields.filter(([, value]) => value !== null)),
      ...(row.event_user_key && { user_key: row.event_user_key }),
    },
    generation: row.generation_id
      ? {
          requested_at: row.requested_at_us === 0 ? null : rfc3339(row.requested_at_us),
          ...(Object.fromEntries(facts) as Record<(typeof FACTS)[number], string | null>),
        }
      : null,
  };
}

function known(value: unknown): string | number | boolean | null {
  if (value === '' || value === null || value === undefined) return null;
  return value as string | number | boolean;
}
