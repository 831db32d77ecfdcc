import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { sendProblem } from './problem.filter.ts';

// The same folder from src/common and from .out/common.
const dist = fileURLToPath(new URL('../../../web/dist/', import.meta.url));
const notPages = /^\/(v1|docs|healthz|readyz|metrics|openapi\.json)(\/|$)/;

/**
 * Serves the built web pages. A path that is neither a file nor the API's is a page: the browser gets index.html and
 * finds the page itself.
 */
export async function serveWebFiles(fastify: FastifyInstance): Promise<void> {
  const built = existsSync(join(dist, 'index.html'));
  if (built) {
    await fastify.register(fastifyStatic, {
      root: dist,
      wildcard: false, // one route a file, so that the one below gets the rest
      globIgnore: ['**/*.br', '**/*.gz'],
      preCompressed: true,
      cacheControl: false,
      setHeaders: (reply, path) => reply.header('cache-control', cacheControlOf(path)),
    });
  }
  fastify.get('/*', (request, reply) => {
    const path = request.url.split('?')[0]!;
    if (notPages.test(path) || path.includes('.')) {
      return sendProblem(reply, { status: 404, code: 'not_found', detail: `There is nothing at ${path}.` });
    }
    if (!built) {
      return sendProblem(reply, {
        status: 404,
        code: 'not_found',
        detail: 'The web pages are not built: run "npm run build".',
      });
    }
    return reply.sendFile('index.html');
  });
}

// Vite puts a hash of the content into the names of assets: they never change.
function cacheControlOf(path: string): string {
  return path.includes(`${join(dist, 'assets')}`) ? 'public, max-age=31536000, immutable' : 'no-cache';
}
