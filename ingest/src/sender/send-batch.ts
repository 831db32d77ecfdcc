import { setTimeout as sleep } from 'node:timers/promises';
import type { BatchAnswer } from '@breakeven/client/batch-answer';
import { postBatch } from '@breakeven/client/post-batch';
import { retryDelay } from '@breakeven/client/retry-delay';
import { SendFailed } from './send-failed.ts';

const ANSWER_TIMEOUT_MS = 120_000;

export interface SendTarget {
  /** Address of the server, such as http://127.0.0.1:3000. */
  url: string;
  /** API key; it is put into the header and nowhere else. */
  key: string;
  /** Lifts the server's age limit; needs a key with scope `admin`. */
  backfill: boolean;
  /** How long one batch is tried before sending is given up, in milliseconds. */
  giveUpAfterMs: number;
  signal: AbortSignal;
}

/**
 * Sends one gzipped NDJSON batch, again while what is in the way may pass, and answers what became of it.
 * @throws SendFailed when a person has to mend something first, or the server has not taken it within `giveUpAfterMs`.
 */
export async function sendBatch(target: SendTarget, gzipped: Uint8Array): Promise<BatchAnswer> {
  const { url, giveUpAfterMs, signal } = target;
  const started = Date.now();
  for (let attempt = 0; ; attempt += 1) {
    const outcome = await postBatch({ ...target, timeoutMs: ANSWER_TIMEOUT_MS }, gzipped);
    if (outcome.kind === 'answered') return outcome.answer;
    signal.throwIfAborted();
    if (outcome.kind !== 'later') throw new SendFailed(`${url} ${outcome.problem}.`);
    const delay = retryDelay(attempt, outcome.retryAfterMs, Math.random());
    if (Date.now() + delay - started > giveUpAfterMs) {
      const reason = `even after several tries: it ${outcome.problem}`;
      throw new SendFailed(`${url} did not take the events, ${reason}.`);
    }
    await sleep(delay, undefined, { signal });
  }
}
