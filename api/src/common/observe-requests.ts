import type { FastifyInstance } from 'fastify';
import { Histogram, register } from 'prom-client';

const seconds = new Histogram({
  name: 'breakeven_http_request_duration_seconds',
  help: 'Time from the request to the end of its answer.',
  labelNames: ['method', 'route', 'status'],
  buckets: [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
  registers: [register],
});

/**
 * Counts and times every request and answers its id. Log and metrics name the route, not the URL: URLs hold user ids and
 * one-time tokens.
 */
export function observeRequests(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id);
    if (request.url.startsWith('/v1/')) reply.header('cache-control', 'no-store');
  });
  fastify.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'none';
    observeRequest(request.method, route, reply.statusCode, reply.elapsedTime);
    request.log.debug(
      { method: request.method, route, status: reply.statusCode, elapsed_ms: Math.round(reply.elapsedTime) },
      'request',
    );
  });
}

/** Counts and times one request that was answered, in milliseconds. */
export function observeRequest(method: string, route: string, status: number, milliseconds: number): void {
  seconds.observe({ method, route, status }, milliseconds / 1000);
}
