import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply } from 'fastify';
import { ACCESS, type AccessScope } from '../common/access.ts';
import { accessUnknown, forbidden, scopeMissing, unauthenticated } from '../common/access-problems.ts';
import { bearerKey } from '../common/bearer-key.ts';
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
    const caller = await this.identify(request, context.switchToHttp().getResponse<FastifyReply>());
    if (!caller) throw unauthenticated(request.headers.authorization);
    if (!asked || !mayDo(caller, asked)) throw scopeMissing(asked);
    request.caller = caller;
    return true;
  }

  private async identify(request: CalledRequest, reply: FastifyReply): Promise<Caller | undefined> {
    try {
      if (request.headers.authorization !== undefined) return await this.byKey(request.headers.authorization);
      return await this.bySession(request, reply);
    } catch (error) {
      throw error instanceof Problem ? error : accessUnknown();
    }
  }

  private async byKey(header: string): Promise<Caller | undefined> {
    const value = bearerKey(header);
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
