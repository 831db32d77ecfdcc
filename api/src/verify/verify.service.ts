import { setTimeout as sleep } from 'node:timers/promises';
import type { Pipeline } from '@breakeven/ingest/pipeline';
import { type Verified, verify } from '@breakeven/ingest/verifier/verify';
import type { ClickHouseClient } from '@clickhouse/client';
import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { Caller } from '../common/caller.ts';
import { Problem } from '../common/problem.ts';
import { AuditLog } from '../stores/audit-log.ts';
import { CLICKHOUSE_WRITER, PIPELINE } from '../stores/tokens.ts';
import type { VerifyAnswer, VerifyRequest } from './verify.schemas.ts';

const QUARTER_SECONDS = 900;
/** Longer than the writer takes for a segment. */
const CONFIRM_AFTER_MS = 3000;
const LOOK_EVERY_MS = 500;
/** What is answered; the counts tell of all. */
const LISTED = 100;

interface Run {
  request: { from: number; to: number; repair: boolean };
  status: VerifyAnswer['status'];
  done: number;
  all: number;
  found: Verified;
  message?: string;
}

/** Compares what is stored with what follows from the stored events, one range at a time, in the background. */
@Injectable()
export class VerifyService implements OnModuleDestroy {
  private run: Run | undefined;
  private ended: Promise<void> = Promise.resolve();
  private readonly stopping = new AbortController();

  constructor(
    @Inject(CLICKHOUSE_WRITER) private readonly client: ClickHouseClient,
    @Inject(PIPELINE) private readonly pipeline: Pipeline,
    private readonly auditLog: AuditLog,
  ) {}

  async onModuleDestroy(): Promise<void> {
    this.stopping.abort();
    await this.ended;
  }

  get(): VerifyAnswer {
    if (this.run === undefined)
      return { status: 'none', days_done: 0, days_total: 0, counts: {}, differences: [] };
    const { request, status, done, all, found, message } = this.run;
    return {
      status,
      from: instant(request.from),
      to: instant(request.to),
      repair: request.repair,
      days_done: done,
      days_total: all,
      counts: found.counts,
      differences: found.listed
        .slice(0, LISTED)
        .map((difference) => ({ ...difference, bucket: instant(difference.bucket) })),
      ...(message !== undefined && { message }),
    };
  }

  /** Begins to compare whole quarters of an hour that hold the range. */
  async start({ from, to, repair }: VerifyRequest, by: Caller): Promise<VerifyAnswer> {
    if (this.run?.status === 'running') throw alreadyRunning();
    const request = {
      from: Math.floor(Date.parse(from) / 1000 / QUARTER_SECONDS) * QUARTER_SECONDS,
      to: Math.ceil(Date.parse(to) / 1000 / QUARTER_SECONDS) * QUARTER_SECONDS,
      repair,
    };
    const run: Run = { request, status: 'running', done: 0, all: 0, found: { counts: {}, listed: [] } };
    this.run = run;
    if (repair) {
      const detail = { from: instant(request.from), to: instant(request.to) };
      await this.auditLog.record({ by, action: 'events.repaired', detail });
    }
    this.ended = this.compare(run);
    return this.get();
  }

  private async compare(run: Run): Promise<void> {
    const { signal } = this.stopping;
    try {
      run.found = await verify({
        client: this.client,
        ...run.request,
        confirmAfterMs: CONFIRM_AFTER_MS,
        onProgress(done, all) {
          run.done = done;
          run.all = all;
        },
        signal,
      });
      if (run.request.repair) await this.settled(run.request);
      run.status = 'complete';
    } catch (error) {
      run.status = 'failed';
      run.message = signal.aborted ? 'The server was stopped.' : (error as Error).message;
    }
  }

  /** Resolves once the totals of the range follow what was mended. */
  private async settled({ from, to }: Run['request']): Promise<void> {
    this.pipeline.marked();
    while ((await this.dirtyBuckets(from, to)) > 0)
      await sleep(LOOK_EVERY_MS, undefined, { signal: this.stopping.signal });
  }

  private async dirtyBuckets(from: number, to: number): Promise<number> {
    const result = await this.client.query({
      query: `SELECT count() AS dirty FROM (
        SELECT bucket FROM buckets WHERE bucket >= {from:UInt32} AND bucket < {to:UInt32}
        GROUP BY bucket HAVING sum(marks) > max(settled))`,
      query_params: { from, to },
      format: 'JSONEachRow',
    });
    const [row] = await result.json<{ dirty: string }>();
    return Number(row?.dirty ?? 0);
  }
}

function instant(seconds: number): string {
  return new Date(seconds * 1000).toISOString();
}

function alreadyRunning(): Problem {
  return new Problem({
    status: 409,
    code: 'already_running',
    title: 'Another verification is running',
    detail: 'Wait until it ends: GET /v1/ingest/verify.',
  });
}
