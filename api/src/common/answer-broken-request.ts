import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import type { ProblemOptions } from './problem.ts';
import { problemBody } from './problem-body.ts';
import { countRefused } from './refused-requests.ts';

const problems: Record<string, ProblemOptions> = {
  ERR_HTTP_REQUEST_TIMEOUT: {
    status: 408,
    code: 'request_timeout',
    detail: 'The request did not arrive as a whole in time.',
  },
  HPE_HEADER_OVERFLOW: {
    status: 431,
    code: 'too_large',
    detail: 'The headers of the request are too large.',
  },
};
const unreadable: ProblemOptions = {
  status: 400,
  code: 'invalid_request',
  detail: 'The request is not HTTP that can be read.',
};

/**
 * Answers what never became a request: its headers took too long, are too many, or are no HTTP. The connection ends with
 * it, for nobody knows where the next request would begin.
 */
export function answerBrokenRequest(error: NodeJS.ErrnoException, socket: Duplex): void {
  // Nothing more may be written into an answer that has begun: it would look like a part of it.
  const { _httpMessage: answer } = socket as Duplex & { _httpMessage?: { headersSent: boolean } };
  if (error.code === 'ECONNRESET' || !socket.writable || answer?.headersSent) {
    socket.destroy();
    return;
  }
  const problem = problems[error.code ?? ''] ?? unreadable;
  countRefused(problem.code);
  const body = JSON.stringify(problemBody(problem, randomUUID()));
  const head = [
    `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status]}`,
    'content-type: application/problem+json; charset=utf-8',
    `content-length: ${Buffer.byteLength(body)}`,
    'connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`, () => socket.destroy());
}
