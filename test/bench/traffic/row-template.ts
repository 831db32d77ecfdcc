import type { EventRow } from '@breakeven/ingest/contract/event-row';
import { newEventRow } from '@breakeven/ingest/contract/new-event-row';
import { validateEvent } from '@breakeven/ingest/contract/validate-event';
import type { DayEvent } from './day-of-traffic.ts';
import { regularUsers } from './regular-users.ts';
import { Template } from './template.ts';

/** The same day as rows for ClickHouse: an event's own columns of the table `events`, unknown ones left out. */
export function rowTemplate(day: readonly DayEvent[]): Template {
  const regular = regularUsers(day);
  const context = { now: Date.now(), maxEventAgeDays: 0, pseudonymKey: Buffer.alloc(32, 7), resent: false };
  return new Template(
    day.map(({ event, daysLater }) => {
      const { row } = validateEvent(event, JSON.stringify(event), context);
      return {
        text: `${JSON.stringify(sparse(row))}\n`,
        date: event.time.slice(0, 10),
        generation: event.subject,
        user: row.event_user_key || undefined,
        userIsRegular: regular.has(event.data.user_id),
        daysLater,
      };
    }),
  );
}

const EMPTY = newEventRow();

function sparse(row: EventRow): Record<string, unknown> {
  const given = Object.entries(row).filter(([column, value]) => value !== EMPTY[column as keyof EventRow]);
  const text = (seconds: number, length: number) =>
    new Date(seconds * 1000).toISOString().slice(0, length).replace('T', ' ');
  return {
    ...{ bucket: '', type: row.type },
    ...Object.fromEntries(given),
    ...{ bucket: text(row.bucket, 19), time: text(row.time / 1_000_000, 23) },
  };
}
