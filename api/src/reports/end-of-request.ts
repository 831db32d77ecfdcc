import type { FastifyReply } from 'fastify';

/** Aborts when the caller goes away before the answer is complete. */
export function endOfRequest(reply: FastifyReply): AbortSignal {
  const gone = new AbortController();
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) gone.abort();
  });
  return gone.signal;
}
