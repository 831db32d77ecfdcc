import { Injectable } from '@nestjs/common';
import { decodeCursor, encodeCursor } from '../common/cursor.ts';
import { normalize } from '../reports/normalize.ts';
import { defaultQueryLimits as limits } from '../reports/query-limits.ts';
import { SqlParameters } from '../reports/sql-parameters.ts';
import { Workspace } from '../stores/workspace.ts';
import type { EventsAnswer } from './event.schemas.ts';
import { bucketsOfGeneration, filterConditions, rangeCondition } from './event-conditions.ts';
import { EventReader } from './event-reader.ts';
import type { EventsQuery } from './events-query.ts';
import { STORED_EVENT_COLUMNS, type StoredEvent, toEventAnswer } from './stored-event.ts';

const HOUR_S = 3600;
const QUARTER_HOUR_S = 900;
/** Each look back is so many times as long as the one before. */
const LOOK_BACK_GROWTH = 8;

/**
 * Stored events, the newest first.
 *
 * Events lie in the order of their quarter of an hour, oldest first, and unique events are found by merging them. So the
 * newest page is not read from the whole range: it is looked for in the last hour that has events, then in longer and
 * longer times before, until the page is full.
 */
@Injectable()
export class EventListService {
  constructor(
    private readonly reader: EventReader,
    private readonly workspace: Workspace,
  ) {}

  /** @throws Problem if the query is wrong, or costs more than the limits allow. */
  async list(query: EventsQuery, signal: AbortSignal): Promise<EventsAnswer> {
    const parameters = new SqlParameters();
    const { where, filters } = await this.conditions(query, parameters);
    const [ends] = await this.reader.ask<{ first: number; last: number }>(
      `SELECT toUnixTimestamp(min(bucket)) AS first, toUnixTimestamp(max(bucket)) AS last FROM events WHERE ${where}`,
      parameters,
      signal,
    );
    const { first, last } = ends!;
    const rows: StoredEvent[] = [];
    let before = last + QUARTER_HOUR_S;
    for (let length = HOUR_S; before > first && rows.length <= query.limit; length *= LOOK_BACK_GROWTH) {
      const from = Math.max(first, before - length);
      const window = `bucket >= toDateTime(${from}, 'UTC') AND bucket < toDateTime(${before}, 'UTC')`;
      const found = await this.reader.ask<StoredEvent>(
        `SELECT ${STORED_EVENT_COLUMNS} FROM events FINAL WHERE ${[window, where, ...filters].join(' AND ')}
         ORDER BY time DESC, source DESC, id DESC LIMIT ${query.limit + 1 - rows.length}`,
        parameters,
        signal,
      );
      rows.push(...found);
      before = from;
    }
    return toPage(rows, query.limit);
  }

  /** `where` is what the order of the table helps with, so that it also tells fast which times have events at all. */
  private async conditions(query: EventsQuery, parameters: SqlParameters) {
    const { reportingCurrency: currency, reportingTimeZone: timeZone } = await this.workspace.settings();
    const { start = '1970-01-01T00:00:00Z', end = '2106-01-01T00:00:00Z', time_zone } = query;
    const { range, filters } = normalize(
      {
        ...{ metrics: [], dimensions: [], time_basis: 'event', explain: false },
        time_range: { start, end, time_zone },
        filters: query.filters ?? [],
      },
      { currency, timeZone },
      limits.gridMax,
    );
    const where = [
      rangeCondition(range, parameters),
      query.type && `has(${parameters.addArray('types', 'String', query.type)}, CAST(type AS String))`,
      query.generation_id && bucketsOfGeneration(query.generation_id, parameters),
      query.cursor && olderThan(query.cursor, parameters),
    ];
    return { where: where.filter(Boolean).join(' AND '), filters: filterConditions(filters, parameters) };
  }
}

function olderThan(cursor: string, parameters: SqlParameters): string {
  const [time, source, id] = decodeCursor(cursor, 3) as [string, string, string];
  const last = [
    parameters.add('last_time', 'Int64', /^\d{1,16}$/.test(time) ? time : '0'),
    parameters.add('last_source', 'String', source),
    parameters.add('last_id', 'String', id),
  ];
  return `bucket <= toDateTime(intDiv(${last[0]}, 1000000), 'UTC')
    AND (toUnixTimestamp64Micro(time), CAST(source AS String), id) < (${last.join(', ')})`;
}

function toPage(rows: readonly StoredEvent[], limit: number): EventsAnswer {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return {
    items: items.map(toEventAnswer),
    next_cursor:
      rows.length > limit && last ? encodeCursor([String(last.time_us), last.source, last.id]) : null,
  };
}
