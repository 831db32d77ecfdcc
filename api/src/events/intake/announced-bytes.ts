import type { IncomingHttpHeaders } from 'node:http';
import { bodyForm } from '@breakeven/ingest/collector/body-form';
import { MAX_BODY_BYTES } from '@breakeven/ingest/collector/limits';
import { RequestRefused } from '@breakeven/ingest/collector/request-refused';
import { Problem } from '../../common/problem.ts';

const ENCODINGS = new Set(['', 'identity', 'gzip', 'x-gzip', 'br']);

/**
 * What the headers say of the body: its bytes as they are sent, or undefined if they don't tell. Whatever can be refused
 * is refused here, before anything of the body is read.
 * @throws Problem 415 or 413
 */
export function announcedBytes(headers: IncomingHttpHeaders): number | undefined {
  try {
    bodyForm(headers['content-type']);
  } catch (error) {
    if (error instanceof RequestRefused) throw new Problem({ status: error.status, ...error.problem });
    throw error;
  }
  const length = headers['content-length'];
  const bytes = length === undefined ? undefined : Number(length);
  if (bytes !== undefined && bytes > MAX_BODY_BYTES) throw tooLarge();
  const encoding = headers['content-encoding'];
  if (encoding !== undefined && !ENCODINGS.has(encoding.trim().toLowerCase())) {
    throw new Problem({
      status: 415,
      code: 'unsupported_encoding',
      title: 'Unsupported content encoding',
      detail: 'Content-Encoding must be gzip, br or identity.',
    });
  }
  return bytes;
}

/** A body that is larger than a request may be, compressed or not. */
export function tooLarge(): Problem {
  const detail = `A request holds at most ${MAX_BODY_BYTES / 2 ** 20} MiB; send the events in several requests.`;
  return new Problem({ status: 413, code: 'too_large', title: 'Request too large', detail });
}
