import { STATUS_CODES } from 'node:http';
import type { ProblemOptions } from './problem.ts';

/** The body of the answer that tells of a problem, RFC 9457. */
export function problemBody(problem: ProblemOptions, requestId: string): Record<string, unknown> {
  const { status, code, title, detail, errors, extra } = problem;
  return {
    type: 'about:blank',
    title: title ?? STATUS_CODES[status] ?? 'Error',
    status,
    code,
    ...(detail !== undefined && { detail }),
    ...(errors !== undefined && { errors }),
    ...extra,
    request_id: requestId,
  };
}
