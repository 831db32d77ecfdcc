import type {} from '@fastify/cookie'; // adds cookies to the types of Fastify
import type { FastifyReply, FastifyRequest } from 'fastify';
import { SESSION_MS } from './sessions.ts';

const NAME = 'breakeven_session';
const attributes = { path: '/', httpOnly: true, sameSite: 'lax' } as const;

/** The value of the session cookie, if the request has one. */
export function readSessionCookie(request: FastifyRequest): string | undefined {
  return request.cookies[NAME];
}

export function setSessionCookie(request: FastifyRequest, reply: FastifyReply, token: string): void {
  // Whoever puts TLS in front of us says so in this header. A wrong one harms only the browser that sends it.
  const secure = request.headers['x-forwarded-proto'] === 'https';
  reply.setCookie(NAME, token, { ...attributes, maxAge: SESSION_MS / 1000, secure });
}

export function clearSessionCookie(reply: FastifyReply): void {
  reply.clearCookie(NAME, attributes);
}
