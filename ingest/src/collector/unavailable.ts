import type { CollectAnswer } from './collect-answer.ts';

const RETRY_AFTER_SECONDS = 5;

/** The answer to a request that can't be taken now, for a reason that passes. */
export function unavailable(code: string, detail: string): CollectAnswer {
  const body = { code, title: 'Events cannot be stored now', detail };
  return { status: 503, body, retryAfterSeconds: RETRY_AFTER_SECONDS };
}
