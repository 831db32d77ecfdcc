import { Readable } from 'node:stream';
import { errorCodes, type FastifyInstance } from 'fastify';

const eventsPath = '/v1/events';

/**
 * Bodies are JSON, except on POST /v1/events: its bodies are left unread, because who sends one is looked at first, and
 * because the collector knows four media types, unpacks them itself and has to name the event that can't be read.
 */
export function parseBodies(fastify: FastifyInstance): void {
  const parseJson = fastify.getDefaultJsonParser('error', 'error');
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body: Buffer, done) => {
    if (body.length === 0) return done(null, undefined);
    return parseJson(request, body.toString('utf8'), done);
  });
  fastify.addContentTypeParser('*', (request, _body, done) => {
    if (request.routeOptions.url === eventsPath) return done(null, undefined);
    return done(new errorCodes.FST_ERR_CTP_INVALID_MEDIA_TYPE(request.headers['content-type'] ?? ''));
  });
  fastify.addHook('onRoute', (route) => {
    if (route.url !== eventsPath || route.method !== 'POST') return;
    route.bodyLimit = Number.MAX_SAFE_INTEGER;
    route.preParsing = (request, _reply, _body, done) => {
      const receivedEncodedLength = Number(request.headers['content-length'] ?? 0);
      done(null, Object.assign(Readable.from([]), { receivedEncodedLength }));
    };
  });
}
