import type { RequestListener, Server } from 'node:http';
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import { type FastifyBaseLogger, type FastifyInstance, fastify, LogController } from 'fastify';
import type { Logger } from 'pino';
import { drainRefusedBodies } from './drain-refused-bodies.ts';
import { observeRequests } from './observe-requests.ts';
import { parseBodies } from './parse-bodies.ts';
import { sendProblem } from './problem.filter.ts';
import { requestIdOf } from './request-id-of.ts';

/**
 * Fastify with our manners for every route: request ids, headers, bodies, log lines. The server listens already; `answer`
 * is what its requests must be passed on to.
 */
export async function createFastify(
  logger: Logger,
  server: Server,
  trustProxy: string[] = [],
): Promise<{ fastify: FastifyInstance; answer: RequestListener }> {
  let answer: RequestListener = () => undefined;
  const instance = fastify({
    loggerInstance: logger as FastifyBaseLogger, // pino's own type is a wider one
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'request_id' }),
    serverFactory: (handler) => {
      answer = handler;
      return server;
    },
    clientErrorHandler: () => undefined, // whoever opened the server answers what is no request
    trustProxy,
    genReqId: requestIdOf,
    // The router refuses a URL that can't be decoded before any handler or filter sees it.
    frameworkErrors: (error, _, reply) =>
      sendProblem(reply, {
        status: error.statusCode ?? 400,
        code: 'invalid_request',
        detail: 'The path is not a valid URL path.',
      }),
    routerOptions: { maxParamLength: 512 }, // ids may have 128 characters, each up to 12 once they are in a URL
  });
  parseBodies(instance);
  drainRefusedBodies(instance);
  observeRequests(instance);
  await instance.register(cookie);
  await instance.register(helmet, {
    hsts: false, // whoever puts TLS in front of us decides that
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        'default-src': ["'self'"],
        'style-src': ["'self'", "'unsafe-inline'"], // the components set styles of their own
        'img-src': ["'self'", 'data:', 'blob:'],
        'font-src': ["'self'", 'data:'],
        'object-src': ["'none'"],
        'base-uri': ["'self'"],
        'form-action': ["'self'"],
        'frame-ancestors': ["'none'"],
      },
    },
  });
  return { fastify: instance, answer };
}
