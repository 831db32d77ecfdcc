import type { CollectProblem } from './collect-answer.ts';

/** The request can't be read at all; nothing of it is stored. */
export class RequestRefused extends Error {
  readonly status: 400 | 413 | 415;
  readonly problem: CollectProblem;

  constructor(status: 400 | 413 | 415, code: string, title: string, detail: string) {
    super(detail);
    this.status = status;
    this.problem = { code, title, detail };
  }
}
