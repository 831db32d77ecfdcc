import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { answerProblem } from './answer-problem.ts';

/**
 * Answers while Breakeven starts: it lives (/healthz), it is not ready (/readyz, with what is missing), and everything
 * else has to be asked again in a moment.
 */
export function startingHandler(missing: () => string[]) {
  return (request: IncomingMessage, response: ServerResponse): void => {
    const path = request.url?.split('?')[0];
    if (path === '/healthz') {
      send(response, 200, { status: 'ok' });
    } else if (path === '/readyz') {
      send(response, 503, { status: 'starting', missing: missing() });
    } else {
      const detail = `Breakeven is starting; it waits for: ${missing().join(', ')}.`;
      answerProblem(response, { status: 503, code: 'starting', detail, retryAfterSeconds: 1 }, randomUUID());
    }
  };
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
  });
  response.end(JSON.stringify(body));
}
