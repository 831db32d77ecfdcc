import { setTimeout as sleep } from 'node:timers/promises';
import type { BatchAnswer } from './batch-answer.ts';
import { retryDelay } from './retry-delay.ts';
import { SendFailed } from './send-failed.ts';

const ANSWER_TIMEOUT_MS = 120_000;

export interface PostTarget {
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
 * Sends one gzipped NDJSON batch and answers what became of it. What may pass (no connection, 429, 5xx) is sent again,
 * which is safe because the server drops events that it has: a batch whose answer was lost on the way changes nothing.
 * @throws SendFailed when the server refuses the batch for good, or has not taken it within `giveUpAfterMs`.
 */
export async function postBatch(target: PostTarget, gzipped: Uint8Array): Promise<BatchAnswer> {
  const started = Date.now();
  for (let attempt = 0; ; attempt += 1) {
    const result = await tryOnce(target, gzipped);
    if ('answer' in result) return result.answer;
    const delay = retryDelay(attempt, result.retryAfter, Date.now(), Math.random());
    if (Date.now() + delay - started > target.giveUpAfterMs) {
      throw new SendFailed(
        `${target.url} did not take the events, even after several tries: ${result.problem}.`,
      );
    }
    await sleep(delay, undefined, { signal: target.signal });
  }
}

type Result = { answer: BatchAnswer } | { problem: string; retryAfter: string | null };

async function tryOnce(target: PostTarget, gzipped: Uint8Array): Promise<Result> {
  let response: Response;
  let text: string;
  try {
    response = await fetch(`${target.url}/v1/events${target.backfill ? '?backfill=true' : ''}`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${target.key}`,
        'content-type': 'application/x-ndjson',
        'content-encoding': 'gzip',
      },
      body: gzipped,
      signal: AbortSignal.any([target.signal, AbortSignal.timeout(ANSWER_TIMEOUT_MS)]),
    });
    text = await response.text();
  } catch (error) {
    target.signal.throwIfAborted();
    return { problem: connectionProblem(error), retryAfter: null };
  }
  if (response.status === 200 || response.status === 207 || response.status === 422) {
    return { answer: readAnswer(text, target.url) };
  }
  const problem = `it answered ${response.status}${detailOf(text)}`;
  if (response.status === 429 || response.status === 408 || response.status >= 500) {
    return { problem, retryAfter: response.headers.get('retry-after') };
  }
  if (response.status === 401) throw new SendFailed(`${target.url} does not know this API key (401).`);
  if (response.status === 403) {
    const scope = target.backfill ? 'admin' : 'ingest';
    throw new SendFailed(
      `This API key may not do that at ${target.url} (403): a key with scope "${scope}" is needed.`,
    );
  }
  throw new SendFailed(`${target.url} refused a batch: ${problem}.`);
}

function readAnswer(text: string, url: string): BatchAnswer {
  try {
    const answer = JSON.parse(text) as BatchAnswer;
    if (Number.isInteger(answer.accepted) && Array.isArray(answer.errors)) return answer;
  } catch {
    // Falls through: whatever answered is not this product.
  }
  throw new SendFailed(`${url} does not answer like a Breakeven server: is the address right?`);
}

function connectionProblem(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const code = (cause as { code?: string }).code;
  if (code === 'ECONNREFUSED') return 'nothing listens there';
  return `no answer (${code ?? (cause instanceof Error ? cause.message : String(cause))})`;
}

function detailOf(text: string): string {
  try {
    const problem = JSON.parse(text) as { code?: string; detail?: string };
    return [problem.code && ` ${problem.code}`, problem.detail && ` (${problem.detail})`]
      .filter(Boolean)
      .join('');
  } catch {
    return '';
  }
}
