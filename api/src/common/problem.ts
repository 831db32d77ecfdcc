import { HttpException } from '@nestjs/common';

/** One field of a request that is not as it must be. */
export interface FieldProblem {
  /** JSON path of the field, such as `rates[1].price`; '' for the whole body. */
  path: string;
  code: string;
  message: string;
}

export interface ProblemOptions {
  status: number;
  /** Stable, in snake_case: what programs look at. */
  code: string;
  /** The kind of problem in a few words; the status's own words if absent. */
  title?: string;
  /** What is wrong with this request and what to do, for people. */
  detail?: string;
  errors?: FieldProblem[];
  /** Seconds after which to try again: sent as Retry-After. */
  retryAfterSeconds?: number;
  /** Further headers of the answer. */
  headers?: Record<string, string>;
  /** Further members of the answer, such as the list of dimensions that a metric can be split by. */
  extra?: Record<string, unknown>;
}

/** An answer that is not what the caller hoped for, sent as application/problem+json (RFC 9457). */
export class Problem extends HttpException {
  constructor(readonly problem: ProblemOptions) {
    super(problem.detail ?? problem.title ?? problem.code, problem.status);
  }
}
