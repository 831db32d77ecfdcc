import type { OutgoingHttpHeaders, ServerResponse } from 'node:http';
import type { ProblemOptions } from './problem.ts';
import { problemBody } from './problem-body.ts';

/**
 * Sends a problem as the whole answer, where the framework has no part in it.
 * @param end false: the answer is complete for whoever reads it, but the caller ends it, after it has read on.
 */
export function answerProblem(
  response: ServerResponse,
  problem: ProblemOptions,
  requestId: string,
  end = true,
): void {
  const body = JSON.stringify(problemBody(problem, requestId));
  const headers: OutgoingHttpHeaders = {
    'content-type': 'application/problem+json; charset=utf-8',
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'x-request-id': requestId,
    ...problem.headers,
  };
  if (problem.retryAfterSeconds !== undefined) headers['retry-after'] = String(problem.retryAfterSeconds);
  response.writeHead(problem.status, headers);
  if (end) response.end(body);
  else response.write(body);
}
