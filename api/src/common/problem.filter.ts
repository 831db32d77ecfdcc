import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isStoreAway } from './is-store-away.ts';
import { Problem, type ProblemOptions } from './problem.ts';
import { problemBody } from './problem-body.ts';

/** Turns whatever a handler throws into application/problem+json. What we did not foresee is a 500 without internals. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  catch(exception: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    const problem = toProblem(exception);
    if (!(exception instanceof Problem) && problem.status >= 500) {
      // A store that is away mends itself or is reported by whoever watches it; anything else needs a person.
      const level = problem.status === 503 ? 'warn' : 'error';
      request.log[level]({ err: exception, route: request.routeOptions.url }, 'A request failed');
    }
    sendProblem(reply, problem);
  }
}

/** Sends a problem as the answer of a request. */
export function sendProblem(reply: FastifyReply, problem: ProblemOptions): void {
  if (reply.sent || reply.raw.headersSent) {
    reply.raw.destroy(); // a stream that broke half-way must not look complete
    return;
  }
  const { status, headers = {}, retryAfterSeconds } = problem;
  if (retryAfterSeconds !== undefined) reply.header('retry-after', retryAfterSeconds);
  void reply
    .status(status)
    .headers(headers)
    .header('content-type', 'application/problem+json; charset=utf-8')
    .header('x-request-id', reply.request.id)
    .send(problemBody(problem, reply.request.id));
}

/** What the caller is told of something that was thrown. */
export function toProblem(exception: unknown): ProblemOptions {
  if (exception instanceof Problem) return exception.problem;
  const known = statusOf(exception);
  if (isStoreAway(exception)) {
    return {
      status: 503,
      code: 'store_unavailable',
      detail: 'A database cannot be reached just now. Ask again in a moment; events go on being taken.',
      retryAfterSeconds: 5,
    };
  }
  if (known === undefined || known >= 500) {
    return {
      status: 500,
      code: 'internal_error',
      detail: 'Breakeven failed to answer; its log tells more under this request_id.',
    };
  }
  return { status: known, code: codes[known] ?? 'invalid_request', detail: (exception as Error).message };
}

// Nest's own exceptions, and Fastify's errors for bodies and URLs that it can't read.
function statusOf(exception: unknown): number | undefined {
  if (exception instanceof HttpException) return exception.getStatus();
  const { statusCode, code } = exception as { statusCode?: unknown; code?: unknown };
  return typeof statusCode === 'number' && String(code).startsWith('FST_ERR_') ? statusCode : undefined;
}

const codes: Record<number, string> = {
  400: 'invalid_request',
  401: 'unauthorized',
  403: 'forbidden',
  404: 'not_found',
  405: 'method_not_allowed',
  406: 'not_acceptable',
  409: 'conflict',
  413: 'too_large',
  414: 'too_large',
  415: 'unsupported_media_type',
  422: 'invalid_value',
  429: 'rate_limited',
};
