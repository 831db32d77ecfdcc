import type { IncomingMessage, ServerResponse } from 'node:http';
import { MAX_BODY_BYTES } from '@breakeven/ingest/collector/limits';
import { answerProblem } from '../../common/answer-problem.ts';
import { discardBody } from '../../common/discard-body.ts';
import type { ProblemOptions } from '../../common/problem.ts';

/** So much of a body that nobody wants is read on, so that its connection can be used again. */
const READ_ON_BYTES = 64 * 1024;
const DISCARD_MS = 3000;

/**
 * Refuses a request of which the body may still be on its way. After a short rest the connection can be used again; else
 * it ends, but not before the client had the time to read why.
 */
export async function answerUnread(
  request: IncomingMessage,
  response: ServerResponse,
  problem: ProblemOptions,
  requestId: string,
): Promise<void> {
  const length = request.headers['content-length'];
  const isStalled = problem.status === 408;
  const isShort = length !== undefined && Number(length) <= READ_ON_BYTES && !isStalled;
  if (request.complete || isShort) {
    answerProblem(response, problem, requestId);
    request.resume();
    return;
  }
  response.shouldKeepAlive = false;
  // Whoever waits for leave to send the body does not send it now.
  const isSending = !isStalled && request.headers.expect === undefined;
  answerProblem(response, problem, requestId, !isSending);
  if (!isSending) return;
  await discardBody(request, MAX_BODY_BYTES, DISCARD_MS);
  response.end();
}
