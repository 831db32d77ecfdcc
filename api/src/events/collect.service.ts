import type { IncomingHttpHeaders } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Pipeline } from '@breakeven/ingest/pipeline';
import { Inject, Injectable } from '@nestjs/common';
import { Problem } from '../common/problem.ts';
import { PIPELINE } from '../stores/tokens.ts';
import { Workspace } from '../stores/workspace.ts';
import type { CollectQuery } from './events.schemas.ts';

const SETTLED_WITHIN_MS = 120_000;

type Collected = Awaited<ReturnType<Pipeline['collect']>>;
export type CountedAnswer = Extract<Collected, { status: 200 | 207 | 422 }>;

/** Hands events to the pipeline and turns its answer into ours. */
@Injectable()
export class CollectService {
  /** How many events were rejected at once, by their first reason, since the start. */
  readonly rejectedByCode = new Map<string, number>();
  private onboardingIsOver = false;

  constructor(
    @Inject(PIPELINE) private readonly pipeline: Pipeline,
    private readonly workspace: Workspace,
  ) {}

  /**
   * Answers once everything that was taken is durable, or with `refresh` once it is in every query result.
   * @throws Problem when nothing was stored, and 504 when the events are stored but not yet in every result.
   */
  async collect(
    { backfill, refresh }: CollectQuery,
    headers: IncomingHttpHeaders,
    body: Buffer,
  ): Promise<CountedAnswer> {
    const answer = this.counted(
      await this.pipeline.collect({
        body,
        contentType: headers['content-type'],
        contentEncoding: headers['content-encoding'],
        backfill,
      }),
    );
    if (answer.body.accepted > 0) this.endOnboarding();
    if (refresh && answer.position) await this.untilSettled(answer.position);
    return answer;
  }

  /** Sends a rejected event again. Its age is no reason to reject it: a person wants it in. */
  async resend(event: string): Promise<CountedAnswer> {
    const body = Buffer.from(event);
    const contentType = 'application/cloudevents+json';
    return this.counted(
      await this.pipeline.collect({
        body,
        contentType,
        contentEncoding: undefined,
        backfill: true,
        resent: true,
      }),
    );
  }

  private async untilSettled(position: NonNullable<CountedAnswer['position']>): Promise<void> {
    const timeout = new AbortController();
    const late = sleep(SETTLED_WITHIN_MS, 'late', { signal: timeout.signal, ref: false }).catch(
      () => undefined,
    );
    const first = await Promise.race([this.pipeline.settled(position), late]);
    timeout.abort();
    if (first !== 'late') return;
    throw new Problem({
      status: 504,
      code: 'not_settled_yet',
      detail:
        'The accepted events are stored, but not in every query result yet. Sending them again does no harm.',
    });
  }

  /** @throws Problem when the request was refused as a whole. */
  private counted(answer: Collected): CountedAnswer {
    if (isCounted(answer)) {
      for (const [code, events] of Object.entries(answer.rejectedByCode ?? {})) {
        this.rejectedByCode.set(code, (this.rejectedByCode.get(code) ?? 0) + events);
      }
      return answer;
    }
    const { status, body } = answer;
    throw new Problem({
      status,
      ...body,
      ...('retryAfterSeconds' in answer && { retryAfterSeconds: answer.retryAfterSeconds }),
    });
  }

  /** Nothing waits for this, and PostgreSQL being away is no reason to refuse events: the next request tries again. */
  private endOnboarding(): void {
    if (this.onboardingIsOver) return;
    this.onboardingIsOver = true;
    this.workspace.forgetOnboardingKey().catch(() => {
      this.onboardingIsOver = false;
    });
  }
}

function isCounted(answer: Collected): answer is CountedAnswer {
  return 'accepted' in answer.body;
}
