import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';

/**
 * Answers while Breakeven starts: it lives (/healthz), it is not ready (/readyz, with what is missing), and everything
 * else has to be asked again in a moment.
 */
export function startingHandler(missing: () => string[]) {
  return (request: IncomingMessage, response: ServerResponse): void => {
    const path = request.url?.split('?')[0];
    if (path === '/healthz') {
      send(response, 200, 'application/json', { status: 'ok' });
    } else if (path === '/readyz') {
      send(response, 503, 'application/json', { status: 'starting', missing: missing() });
    } else {
      response.setHeader('retry-after', '1');
      send(response, 503, 'application/problem+json', {
        type: 'about:blank',
        title: 'Service Unavailable',
        status: 503,
        code: 'starting',
        detail: `Breakeven is starting; it waits for: ${missing().join(', ')}.`,
        request_id: randomUUID(),
      });
    }
  };
}

function send(response: ServerResponse, status: number, type: string, body: unknown): void {
  response.writeHead(status, { 'content-type': `${type}; charset=utf-8`, 'cache-control': 'no-store' });
  response.end(JSON.stringify(body));
}
