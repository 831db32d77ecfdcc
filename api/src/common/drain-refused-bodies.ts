import type { FastifyInstance } from 'fastify';
import { discardBody } from './discard-body.ts';

const AT_MOST_BYTES = 64 * 1024 ** 2;
const AT_MOST_MS = 5000;

/**
 * A body that is too large is refused before it has come in, and then the connection ends. Were it ended while the sender
 * still writes, its system would throw the answer away and report a broken pipe. So the rest is read first and thrown
 * away, within bounds.
 */
export function drainRefusedBodies(fastify: FastifyInstance): void {
  fastify.addHook('onSend', async ({ raw }, reply) => {
    if (reply.statusCode === 413 && !raw.complete) await discardBody(raw, AT_MOST_BYTES, AT_MOST_MS);
  });
}
