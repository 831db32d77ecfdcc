import type { BatchAnswer } from './batch-answer.ts';
import { retryAfter } from './retry-after.ts';

export interface BatchTarget {
  /** Address of the server, such as http://127.0.0.1:3000, without a slash at its end. */
  url: string;
  /** API key; it is put into the header and nowhere else. */
  key: string;
  /** Lifts the server's age limit; needs a key with scope `admin`. */
  backfill: boolean;
  /** How long to wait for an answer, in milliseconds. */
  timeoutMs: number;
  /** Ends the try. */
  signal: AbortSignal;
}

/** What became of one try. `problem` goes on after the words "the server", and quotes no event. */
export type BatchOutcome =
  | { kind: 'answered'; answer: BatchAnswer }
  /** What passes by itself: no connection, no answer in time, 408, 425, 429, 5xx. */
  | { kind: 'later'; problem: string; status?: number; retryAfterMs?: number | undefined }
  /** What a person has to mend, then the same batch will do: address, key, or whatever lies in between. */
  | { kind: 'misdirected'; problem: string; status: number }
  /** What the server finds wrong with this very request: the same again would fail again. */
  | { kind: 'refused'; problem: string; status: number };

const ANSWERS = new Set([200, 207, 422]);
const PASSES = new Set([408, 425, 429]);
const REFUSALS = new Set([400, 413, 415]);
const DETAIL_MAX = 300;

/**
 * Sends one gzipped NDJSON batch once. Never throws. Sending a batch again is always safe: the server drops events that
 * it has, so one whose answer was lost on the way changes nothing.
 */
export async function postBatch(target: BatchTarget, gzipped: Uint8Array): Promise<BatchOutcome> {
  // Not AbortSignal.any(): it holds on to what it made for as long as the longest-lived signal lives.
  const ending = new AbortController();
  const end = () => ending.abort();
  const timer = setTimeout(end, target.timeoutMs).unref();
  target.signal.addEventListener('abort', end, { once: true });
  if (target.signal.aborted) end();
  try {
    const response = await fetch(`${target.url}/v1/events${target.backfill ? '?backfill=true' : ''}`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${target.key}`,
        'content-type': 'application/x-ndjson',
        'content-encoding': 'gzip',
      },
      body: gzipped,
      redirect: 'manual', // a redirect would drop the key or the body on its way
      signal: ending.signal,
    });
    return outcomeOf(target, response, await response.text());
  } catch (error) {
    const isLate = ending.signal.aborted && !target.signal.aborted;
    return {
      kind: 'later',
      problem: isLate ? `did not answer within ${target.timeoutMs} ms` : connectionProblem(error),
    };
  } finally {
    clearTimeout(timer);
    target.signal.removeEventListener('abort', end);
  }
}

function outcomeOf({ backfill }: BatchTarget, { status, headers }: Response, text: string): BatchOutcome {
  if (ANSWERS.has(status)) {
    const answer = readAnswer(text);
    if (answer !== undefined) return { kind: 'answered', answer };
    const problem = 'does not answer like a Breakeven server: its address may be wrong';
    return { kind: 'misdirected', status, problem };
  }
  const problem = `answered ${status}${detailOf(text)}`;
  if (PASSES.has(status) || status >= 500) {
    return { kind: 'later', status, problem, retryAfterMs: retryAfter(headers, Date.now()) };
  }
  if (REFUSALS.has(status)) return { kind: 'refused', status, problem };
  const words: Record<number, string> = {
    401: 'does not know this API key (401)',
    403: `does not let this API key do that (403): a key with scope "${backfill ? 'admin' : 'ingest'}" is needed`,
  };
  return { kind: 'misdirected', status, problem: words[status] ?? problem };
}

function readAnswer(text: string): BatchAnswer | undefined {
  const answer = parsed(text) as Partial<BatchAnswer> | null | undefined;
  const isAnswer =
    [answer?.accepted, answer?.duplicates, answer?.rejected].every(Number.isInteger) &&
    Array.isArray(answer?.errors) &&
    answer.errors.every((error) => Number.isInteger(error?.index));
  return isAnswer ? (answer as BatchAnswer) : undefined;
}

/** The words of an RFC 9457 problem; those of anything else that may have answered are left out. */
function detailOf(text: string): string {
  const problem = parsed(text) as { code?: unknown; detail?: unknown } | null | undefined;
  const code = typeof problem?.code === 'string' ? ` ${problem.code}` : '';
  const detail = typeof problem?.detail === 'string' ? ` (${problem.detail})` : '';
  return `${code}${detail}`.slice(0, DETAIL_MAX);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function connectionProblem(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const code = (cause as { code?: string } | undefined)?.code;
  if (code === 'ECONNREFUSED') return 'is not there: nothing listens at its address';
  return `can not be reached (${code ?? (cause instanceof Error ? cause.message : String(cause))})`;
}
