interface ProblemBody {
  title?: string;
  status?: number;
  code?: string;
  detail?: string;
  request_id?: string;
  errors?: { path: string; code: string; message: string }[];
}

/** An error answer of the API (RFC 9457), or a failure to reach it at all (`status` 0). */
export class Problem extends Error {
  readonly status: number;
  readonly code: string;
  readonly requestId: string | undefined;
  readonly fields: { path: string; message: string }[];
  /** The answer as it came. */
  readonly body: object;

  constructor(status: number, body: ProblemBody) {
    super(body.detail ?? body.title ?? 'The server gave an answer that this page does not understand.');
    this.status = status;
    this.code = body.code ?? 'unknown';
    this.requestId = body.request_id;
    this.fields = body.errors ?? [];
    this.body = body;
  }
}
