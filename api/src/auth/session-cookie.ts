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
  reply.setCookie(NAME, token, {
    ...attributes,
    maxAge: SESSION_MS / 1000,
    secure: request.protocol === 'https',
  });
}

export function clearSessionCookie(reply: FastifyReply): void {
  reply.clearCookie(NAME, attributes);
}
