import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { ClientSettings } from '../client-options.ts';
import type { ClientStats } from '../client-stats.ts';
import { DeliveryError, type DeliveryErrorFacts } from '../delivery-error.ts';
import type { DropReason, Reports } from '../reports.ts';
import type { BatchAnswer } from './batch-answer.ts';
import type { Pauses } from './pauses.ts';
import { type BatchOutcome, postBatch } from './post-batch.ts';
import { rejectionsOf } from './rejections-of.ts';
import { retryDelay } from './retry-delay.ts';

const compress = promisify(gzip);
const SIZE_REFUSED = 413;

/** Delivers batches, each for as long as it takes: all of its events are answered for, or reported as lost. */
export class BatchDelivery {
  constructor(
    private readonly settings: ClientSettings,
    private readonly counts: ClientStats,
    private readonly reports: Reports,
    private readonly pauses: Pauses,
    /** Once aborted, nothing more is tried. */
    private readonly abandoned: AbortSignal,
  ) {}

  /**
   * Never throws.
   * @param lines events as JSON, one each
   */
  async deliver(lines: readonly string[]): Promise<void> {
    for (let attempt = 0; ; ) {
      if (this.abandoned.aborted) return this.drop(lines, 'closed');
      const outcome = await this.post(lines);
      if (outcome.kind === 'answered') return this.book(lines, outcome.answer);
      this.counts.failedRequests += 1;
      if (outcome.kind === 'refused') return this.refused(lines, outcome);
      if (this.abandoned.aborted) continue;
      const wished = outcome.kind === 'later' ? outcome.retryAfterMs : undefined;
      const delay = retryDelay(attempt, wished, Math.random());
      this.tell(outcome, { events: lines.length, retryInMs: Math.ceil(delay) });
      const isHurried = await this.pauses.wait(delay, wished ?? 0);
      attempt = isHurried ? 0 : attempt + 1;
    }
  }

  private drop(lines: readonly string[], reason: DropReason): void {
    this.counts.dropped += lines.length;
    this.reports.dropped(() => lines.map((line) => JSON.parse(line)), reason);
  }

  // Compressed for each try: while the server is away, what waits for it is not held twice.
  private async post(lines: readonly string[]): Promise<BatchOutcome> {
    this.counts.requests += 1;
    const { url, key, requestTimeoutMs } = this.settings;
    const target = { url, key, backfill: false, timeoutMs: requestTimeoutMs, signal: this.abandoned };
    try {
      return await postBatch(target, await compress(lines.join('\n'), { level: 1 }));
    } catch {
      return { kind: 'later', problem: 'was not asked: there is no memory to compress the events in' };
    }
  }

  private async refused(
    lines: readonly string[],
    outcome: BatchOutcome & { kind: 'refused' },
  ): Promise<void> {
    if (outcome.status === SIZE_REFUSED && lines.length > 1) {
      // Whatever lies in between may take less than the server does.
      const half = Math.ceil(lines.length / 2);
      await this.deliver(lines.slice(0, half));
      await this.deliver(lines.slice(half));
      return;
    }
    this.tell(outcome, { events: lines.length });
    this.drop(lines, 'refused');
  }

  private book(lines: readonly string[], answer: BatchAnswer): void {
    this.counts.accepted += answer.accepted;
    this.counts.duplicates += answer.duplicates;
    this.counts.rejected += answer.rejected;
    if (answer.rejected === 0) return;
    const rejections = rejectionsOf(lines, answer);
    for (const rejection of rejections) this.reports.rejected(rejection);
    const unnamed = answer.rejected - rejections.length;
    if (unnamed <= 0) return;
    const problem = `rejected ${unnamed} more events than it names; it keeps each with its reason`;
    this.tell({ problem }, { events: unnamed });
  }

  private tell(what: { problem: string; status?: number }, facts: DeliveryErrorFacts): void {
    const message = `Breakeven at ${this.settings.url} ${what.problem}.`;
    this.reports.failed(new DeliveryError(message, { ...facts, status: what.status }));
  }
}
