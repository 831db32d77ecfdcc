import type { FastifyInstance } from 'fastify';

const eventsPath = '/v1/events';
const eventsBytesMax = 16 * 1024 * 1024;

/**
 * Bodies are JSON, except on POST /v1/events: the collector gets the bytes as they came, because it knows four media
 * types, unpacks them itself and has to name the event that can't be read.
 */
export function parseBodies(fastify: FastifyInstance): void {
  const parseJson = fastify.getDefaultJsonParser('error', 'error');
  fastify.addHook('onRoute', (route) => {
    if (route.url === eventsPath) route.bodyLimit = eventsBytesMax;
  });
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body: Buffer, done) => {
    if (request.routeOptions.url === eventsPath) return done(null, body);
    if (body.length === 0) return done(null, undefined);
    return parseJson(request, body.toString('utf8'), done);
  });
  for (const type of [
    'application/cloudevents+json',
    'application/cloudevents-batch+json',
    'application/x-ndjson',
  ]) {
    fastify.addContentTypeParser(type, { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  }
}
