import type { IncomingMessage } from 'node:http';
import type { FastifyInstance } from 'fastify';

const AT_MOST_BYTES = 64 * 1024 ** 2;
const AT_MOST_MS = 5000;

/**
 * A body that is too large is refused before it has come in, and then the connection ends. Were it ended while the sender
 * still writes, its system would throw the answer away and report a broken pipe. So the rest is read first and thrown
 * away, within bounds.
 */
export function drainRefusedBodies(fastify: FastifyInstance): void {
  fastify.addHook('onSend', async ({ raw }, reply) => {
    if (reply.statusCode === 413 && !raw.complete) await drain(raw);
  });
}

function drain(body: IncomingMessage): Promise<void> {
  return new Promise((resolve) => {
    let left = AT_MOST_BYTES;
    const patience = setTimeout(resolve, AT_MOST_MS);
    const done = () => {
      clearTimeout(patience);
      resolve();
    };
    body.on('data', (chunk: Buffer) => {
      left -= chunk.length;
      if (left < 0) done();
    });
    body.on('end', done).on('close', done).on('error', done).resume();
  });
}
