import { Inject, Injectable } from '@nestjs/common';
import { decodeCursor, encodeCursor } from '../../common/cursor.ts';
import { Problem } from '../../common/problem.ts';
import { CONFIG, type Config } from '../../config.ts';
import { SqlParameters } from '../../reports/sql-parameters.ts';
import { EventReader } from '../event-reader.ts';
import { STORED_EVENT_COLUMNS, type StoredEvent, toEventAnswer } from '../stored-event.ts';
import type {
  RejectedCounts,
  RejectedCountsQuery,
  RejectedEventAnswer,
  RejectedEventDetails,
  RejectedEventsAnswer,
  RejectedEventsQuery,
} from './rejected-events.schemas.ts';
import { rejectedEventsWhere } from './rejected-events-where.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** A row of rejected_events as the queries here select it. */
interface RejectedEventRow {
  rejected_event_id: string;
  /** Milliseconds since 1970. */
  received_at_ms: number;
  code: string;
  path: string;
  message: string;
  errors: string;
  source: string;
  id: string;
  type: string;
  generation_id: string;
  payload: string;
  status: RejectedEventAnswer['status'];
}

const COLUMNS = `rejected_event_id, toUnixTimestamp64Milli(received_at) AS received_at_ms, code, path, message, errors,
  source, id, type, generation_id, payload, CAST(status AS String) AS status`;

/** Shows the events that were not counted. */
@Injectable()
export class RejectedEventsService {
  constructor(
    private readonly reader: EventReader,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** The oldest instant of which rejected events are kept, in milliseconds since 1970; 0 = all are. */
  get keptFrom(): number {
    const { rejectedEventsDays } = this.config;
    return rejectedEventsDays === 0 ? 0 : Date.now() - rejectedEventsDays * DAY_MS;
  }

  async list(query: RejectedEventsQuery, signal: AbortSignal): Promise<RejectedEventsAnswer> {
    const { limit, cursor } = query;
    const parameters = new SqlParameters();
    const where = rejectedEventsWhere(query, this.keptFrom, parameters);
    const before = cursor === undefined ? 'true' : olderThan(cursor, parameters);
    const rows = await this.reader.ask<RejectedEventRow>(
      `SELECT ${COLUMNS} FROM rejected_events AS r FINAL WHERE ${where} AND ${before}
       ORDER BY received_at DESC, rejected_event_id DESC LIMIT ${limit + 1}`,
      parameters,
      signal,
    );
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    const isLastPage = rows.length <= limit || !last;
    return {
      items: page.map(toAnswer),
      next_cursor: isLastPage ? null : encodeCursor([String(last.received_at_ms), last.rejected_event_id]),
    };
  }

  async counts(query: RejectedCountsQuery, signal: AbortSignal): Promise<RejectedCounts> {
    const parameters = new SqlParameters();
    const where = rejectedEventsWhere(query, this.keptFrom, parameters);
    const items = await this.reader.ask<RejectedCounts['items'][number]>(
      `SELECT CAST(r.status AS String) AS status, r.code AS code, count() AS count FROM rejected_events AS r FINAL
       WHERE ${where} GROUP BY 1, 2 ORDER BY count DESC, code, status`,
      parameters,
      signal,
    );
    return { items };
  }

  /** @throws Problem 404 */
  async get(id: string, signal: AbortSignal): Promise<RejectedEventDetails> {
    const event = await this.find(id, signal);
    const isConflict = event.errors.some(({ code }) => code === 'id_conflict');
    return { ...event, stored_event: isConflict ? await this.storedAs(event, signal) : null };
  }

  /** @throws Problem 404 */
  async find(id: string, signal: AbortSignal): Promise<RejectedEventAnswer> {
    const parameters = new SqlParameters();
    const where = rejectedEventsWhere({}, this.keptFrom, parameters);
    const [row] = await this.reader.ask<RejectedEventRow>(
      `SELECT ${COLUMNS} FROM rejected_events AS r FINAL
       WHERE ${where} AND rejected_event_id = ${parameters.add('entry', 'String', id)}`,
      parameters,
      signal,
    );
    if (row) return toAnswer(row);
    throw new Problem({ status: 404, code: 'not_found', detail: 'There is no rejected event with this id.' });
  }

  /** The event that counts under this identity. It is found by where it is, without a look at any other event. */
  private async storedAs({ source, event_id }: RejectedEventAnswer, signal: AbortSignal) {
    const parameters = new SqlParameters();
    const identity = [
      parameters.add('event_source', 'String', source ?? ''),
      parameters.add('event_id', 'String', event_id ?? ''),
    ];
    const [row] = await this.reader.ask<StoredEvent>(
      `SELECT ${STORED_EVENT_COLUMNS} FROM events FINAL
       WHERE bucket IN (SELECT bucket FROM event_keys
         WHERE key = bitShiftRight(xxHash64(concat(${identity[0]}, '\\0', ${identity[1]})), 24))
         AND source = ${identity[0]} AND id = ${identity[1]} LIMIT 1`,
      parameters,
      signal,
    );
    return row ? toEventAnswer(row) : null;
  }
}

function olderThan(cursor: string, parameters: SqlParameters): string {
  const [milliseconds, id] = decodeCursor(cursor, 2) as [string, string];
  const at = parameters.add('before', 'Int64', /^\d{1,15}$/.test(milliseconds) ? milliseconds : '0');
  const instant = `fromUnixTimestamp64Milli(${at}, 'UTC')`;
  const entry = parameters.add('before_id', 'String', id);
  return `r.received_at <= ${instant} AND (r.received_at, r.rejected_event_id) < (${instant}, ${entry})`;
}

function toAnswer(row: RejectedEventRow): RejectedEventAnswer {
  return {
    id: row.rejected_event_id,
    received_at: new Date(row.received_at_ms).toISOString(),
    code: row.code,
    path: row.path,
    message: row.message,
    errors: JSON.parse(row.errors),
    source: row.source || null,
    event_id: row.id || null,
    type: row.type || null,
    generation_id: row.generation_id || null,
    payload: row.payload,
    status: row.status,
  };
}
