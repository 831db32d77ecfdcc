import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply } from 'fastify';
import { ACCESS, type AccessScope } from '../common/access.ts';
import { type CalledRequest, type Caller, mayDo } from '../common/caller.ts';
import { Problem } from '../common/problem.ts';
import { KeyRing } from '../stores/key-ring.ts';
import { isOwnOrigin } from './is-own-origin.ts';
import { readSessionCookie, setSessionCookie } from './session-cookie.ts';
import { Sessions } from './sessions.ts';

/**
 * Lets a request through if its caller has the scope that the route asks for. The caller is known by a key
 * (`Authorization: Bearer`) or, without that header, by the session cookie. A route that says nothing about its access
 * is closed to everybody.
 */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly keyRing: KeyRing,
    private readonly sessions: Sessions,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const asked = this.reflector.getAllAndOverride<AccessScope | 'public' | undefined>(ACCESS, [
      context.getHandler(),
      context.getClass(),
    ]);
    if (asked === 'public') return true;
    const request = context.switchToHttp().getRequest<CalledRequest>();
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    const caller = await this.identify(request, reply);
    if (!caller) {
      reply.header('www-authenticate', 'Bearer realm="Breakeven"');
      throw unauthenticated(request);
    }
    if (!asked || !mayDo(caller, asked)) {
      reply.header(
        'www-authenticate',
        `Bearer realm="Breakeven", error="insufficient_scope", scope="${asked}"`,
      );
      throw forbidden(`This needs the scope \`${asked}\`.`);
    }
    request.caller = caller;
    return true;
  }

  private async identify(request: CalledRequest, reply: FastifyReply): Promise<Caller | undefined> {
    try {
      if (request.headers.authorization !== undefined) return await this.byKey(request.headers.authorization);
      return await this.bySession(request, reply);
    } catch (error) {
      if (error instanceof Problem) throw error;
      throw new Problem({
        status: 503,
        code: 'unavailable',
        detail: 'Keys and sessions cannot be checked now: PostgreSQL does not answer.',
        retryAfterSeconds: 5,
      });
    }
  }

  private async byKey(header: string): Promise<Caller | undefined> {
    const value = /^Bearer +(\S+)$/i.exec(header)?.[1];
    const key = value && (await this.keyRing.find(value));
    return key ? { kind: 'key', keyId: key.id, scopes: key.scopes } : undefined;
  }

  private async bySession(request: CalledRequest, reply: FastifyReply): Promise<Caller | undefined> {
    const token = readSessionCookie(request);
    const session = token && (await this.sessions.find(token));
    if (!session) return undefined;
    if (!isOwnOrigin(request.method, request.headers)) {
      throw forbidden('A request with the session cookie must come from a page of this server.');
    }
    if (session.renewed) setSessionCookie(request, reply, token);
    const { id, role } = session.user;
    return { kind: 'user', userId: id, scopes: [role === 'admin' ? 'admin' : 'read'] };
  }
}

function unauthenticated(request: CalledRequest): Problem {
  const detail =
    request.headers.authorization === undefined
      ? 'Send a key as `Authorization: Bearer <key>`, or sign in.'
      : 'The `Authorization` header holds no key that is known here.';
  return new Problem({ status: 401, code: 'unauthenticated', detail });
}

function forbidden(detail: string): Problem {
  return new Problem({ status: 403, code: 'forbidden', detail });
}
