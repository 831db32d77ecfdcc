import type { ClickHouseClient } from '@clickhouse/client';
import { Inject, Injectable } from '@nestjs/common';
import type { Caller } from '../../common/caller.ts';
import { Problem } from '../../common/problem.ts';
import { SqlParameters } from '../../reports/sql-parameters.ts';
import { AuditLog } from '../../stores/audit-log.ts';
import { CLICKHOUSE_WRITER } from '../../stores/tokens.ts';
import { CollectService, type CountedAnswer } from '../collect.service.ts';
import type {
  DismissAnswer,
  RejectedEventAnswer,
  RejectedEventsFilter,
  ResendRequest,
} from './rejected-events.schemas.ts';
import { RejectedEventsService } from './rejected-events.service.ts';
import { rejectedEventsWhere } from './rejected-events-where.ts';

const REMEMBERED = 1000;
const NEVER = new AbortController().signal;

/**
 * Where people deal with rejected events: they are sent again or put aside.
 *
 * One thing is done after the other, so that two who click at the same time don't both find an event open; and the same
 * request again, as from a second click, gets the answer of the first.
 */
@Injectable()
export class RejectedEventDesk {
  private last: Promise<unknown> = Promise.resolve();
  private readonly resent = new Map<string, { text: string; answer: CountedAnswer }>();

  constructor(
    @Inject(CLICKHOUSE_WRITER) private readonly writer: ClickHouseClient,
    private readonly rejectedEvents: RejectedEventsService,
    private readonly collector: CollectService,
    private readonly auditLog: AuditLog,
  ) {}

  /**
   * Sends the event again, mended or as it was. Only if it is taken the entry counts as dealt with.
   * @throws Problem 404, and 409 if it was dealt with in another way
   */
  resend(id: string, { event }: ResendRequest, by: Caller): Promise<CountedAnswer> {
    return this.inTurn(async () => {
      const entry = await this.rejectedEvents.find(id, NEVER);
      const text = event === undefined ? entry.payload : JSON.stringify(event);
      const known = this.resent.get(id);
      if (known?.text === text) return known.answer;
      if (entry.status !== 'open') throw notOpen(entry);
      const answer = await this.collector.resend(text);
      if (answer.body.rejected > 0) return answer;
      await this.auditLog.record({
        by,
        action: 'rejected_event.resent',
        subject: id,
        detail: { mended: event !== undefined },
      });
      await this.setStatus('resent', 'rejected_event_id = {entry:String}', { entry: id });
      this.remember(id, { text, answer });
      return answer;
    });
  }

  /** @throws Problem 404, and 409 if it was sent again */
  dismiss(id: string, by: Caller): Promise<void> {
    return this.inTurn(async () => {
      const entry = await this.rejectedEvents.find(id, NEVER);
      if (entry.status === 'dismissed') return;
      if (entry.status !== 'open') throw notOpen(entry);
      await this.auditLog.record({ by, action: 'rejected_event.dismissed', subject: id });
      await this.setStatus('dismissed', 'rejected_event_id = {entry:String}', { entry: id });
    });
  }

  /** Puts aside all that are open and that the filter fits. */
  dismissAll(filter: RejectedEventsFilter, by: Caller): Promise<DismissAnswer> {
    return this.inTurn(async () => {
      const parameters = new SqlParameters();
      const { keptFrom } = this.rejectedEvents;
      const where = rejectedEventsWhere({ ...filter, status: 'open' }, keptFrom, parameters);
      const dismissed = await this.setStatus('dismissed', where, parameters.values);
      await this.auditLog.record({
        by,
        action: 'rejected_events.dismissed',
        detail: { filter: { ...filter }, dismissed },
      });
      return { dismissed };
    });
  }

  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.last.then(work);
    this.last = done.catch(() => undefined);
    return done;
  }

  private remember(id: string, resent: { text: string; answer: CountedAnswer }): void {
    this.resent.set(id, resent);
    if (this.resent.size > REMEMBERED) this.resent.delete(this.resent.keys().next().value!);
  }

  /**
   * The same rows once more with a higher version: a replay of their segment has the lower one and changes nothing.
   * Answers how many they were.
   */
  private async setStatus(
    status: 'resent' | 'dismissed',
    where: string,
    values: Record<string, unknown>,
  ): Promise<number> {
    const { summary } = await this.writer.command({
      query: `INSERT INTO rejected_events
        SELECT r.* REPLACE (CAST({new_status:String}, 'Enum8(\\'open\\' = 0, \\'resent\\' = 1, \\'dismissed\\' = 2)') AS status, r.version + 1 AS version)
        FROM rejected_events AS r FINAL WHERE ${where}`,
      query_params: { ...values, new_status: status },
      clickhouse_settings: { wait_end_of_query: 1 },
    });
    return Number(summary?.written_rows ?? 0);
  }
}

function notOpen({ status }: RejectedEventAnswer): Problem {
  return new Problem({
    status: 409,
    code: 'not_open',
    detail: `This event was dealt with already: ${status}.`,
  });
}
