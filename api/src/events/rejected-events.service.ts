import type { ClickHouseClient } from '@clickhouse/client';
import { Inject, Injectable } from '@nestjs/common';
import type { Caller } from '../common/caller.ts';
import { decodeCursor, encodeCursor } from '../common/cursor.ts';
import { Problem } from '../common/problem.ts';
import { AuditLog } from '../stores/audit-log.ts';
import { CLICKHOUSE_READER, CLICKHOUSE_WRITER } from '../stores/tokens.ts';
import { CollectService, type CountedAnswer } from './collect.service.ts';
import type {
  RejectedEventAnswer,
  RejectedEventsAnswer,
  RejectedEventsQuery,
  ResendRequest,
} from './events.schemas.ts';

/** A row of rejected_events as the queries here select it. */
interface RejectedEventRow {
  rejected_event_id: string;
  /** Milliseconds since 1970, as text. */
  received_at_ms: string;
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

const COLUMNS = `rejected_event_id, toString(toUnixTimestamp64Milli(received_at)) AS received_at_ms, code, path, message,
  errors, source, id, type, generation_id, payload, CAST(status AS String) AS status`;

/** Events that were not counted: shows them, sends them again, puts them aside. */
@Injectable()
export class RejectedEventsService {
  constructor(
    @Inject(CLICKHOUSE_READER) private readonly reader: ClickHouseClient,
    @Inject(CLICKHOUSE_WRITER) private readonly writer: ClickHouseClient,
    private readonly collector: CollectService,
    private readonly auditLog: AuditLog,
  ) {}

  async list({ status, limit, cursor }: RejectedEventsQuery): Promise<RejectedEventsAnswer> {
    const [before, beforeId] = cursor === undefined ? [null, ''] : decodeCursor(cursor, 2);
    const result = await this.reader.query({
      query: `SELECT ${COLUMNS} FROM rejected_events AS r FINAL
        WHERE ({status:String} = 'all' OR r.status = {status:String})
          AND ({before:Nullable(Int64)} IS NULL
            OR (toUnixTimestamp64Milli(received_at), rejected_event_id) < ({before:Nullable(Int64)}, {before_id:String}))
        ORDER BY received_at DESC, rejected_event_id DESC LIMIT {limit:UInt32}`,
      query_params: { status, before, before_id: beforeId, limit: limit + 1 },
      format: 'JSONEachRow',
    });
    const rows = await result.json<RejectedEventRow>();
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    const isLastPage = rows.length <= limit || !last;
    return {
      items: page.map(toAnswer),
      next_cursor: isLastPage ? null : encodeCursor([last.received_at_ms, last.rejected_event_id]),
    };
  }

  /** Sends the event again, mended or as it was. Only if it is taken the entry counts as dealt with. */
  async resend(id: string, { event }: ResendRequest, by: Caller): Promise<CountedAnswer> {
    const row = await this.findOpen(id);
    const answer = await this.collector.resend(event === undefined ? row.payload : JSON.stringify(event));
    if (answer.body.rejected === 0) {
      await this.setStatus(id, 'resent');
      await this.auditLog.record({
        by,
        action: 'rejected_event.resent',
        subject: id,
        detail: { mended: event !== undefined },
      });
    }
    return answer;
  }

  async dismiss(id: string, by: Caller): Promise<void> {
    await this.findOpen(id);
    await this.setStatus(id, 'dismissed');
    await this.auditLog.record({ by, action: 'rejected_event.dismissed', subject: id });
  }

  private async findOpen(id: string): Promise<RejectedEventRow> {
    const result = await this.reader.query({
      query: `SELECT ${COLUMNS} FROM rejected_events AS r FINAL WHERE rejected_event_id = {id:String}`,
      query_params: { id },
      format: 'JSONEachRow',
    });
    const [row] = await result.json<RejectedEventRow>();
    if (!row)
      throw new Problem({
        status: 404,
        code: 'not_found',
        detail: 'There is no rejected event with this id.',
      });
    if (row.status === 'open') return row;
    throw new Problem({
      status: 409,
      code: 'not_open',
      detail: `This event was dealt with already: ${row.status}.`,
    });
  }

  /** The same row once more with a higher version: a replay of its segment has the lower one and changes nothing. */
  private async setStatus(id: string, status: 'resent' | 'dismissed'): Promise<void> {
    await this.writer.command({
      query: `INSERT INTO rejected_events
        SELECT * REPLACE (CAST({status:String}, 'Enum8(\\'open\\' = 0, \\'resent\\' = 1, \\'dismissed\\' = 2)') AS status, version + 1 AS version)
        FROM rejected_events FINAL WHERE rejected_event_id = {id:String}`,
      query_params: { id, status },
    });
  }
}

function toAnswer(row: RejectedEventRow): RejectedEventAnswer {
  return {
    id: row.rejected_event_id,
    received_at: new Date(Number(row.received_at_ms)).toISOString(),
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
