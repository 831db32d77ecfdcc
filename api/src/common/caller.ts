import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { AccessScope } from './access.ts';

/** Who sends the request: a signed-in person or a key. */
export type Caller = UserCaller | KeyCaller;

export interface UserCaller {
  kind: 'user';
  userId: string;
  scopes: readonly AccessScope[];
}

export interface KeyCaller {
  kind: 'key';
  keyId: string;
  scopes: readonly AccessScope[];
}

/** Requests that the guard has let through carry their caller. */
export interface CalledRequest extends FastifyRequest {
  caller?: Caller;
}

/** The caller of the request, as the guard knew it. Not for public routes: they have none. */
export const CallerParam = createParamDecorator(
  (_: unknown, context: ExecutionContext): Caller =>
    context.switchToHttp().getRequest<CalledRequest>().caller!,
);

/** True if the caller's scopes include the wanted one. */
export function mayDo(caller: Pick<Caller, 'scopes'>, scope: AccessScope): boolean {
  return caller.scopes.includes(scope) || caller.scopes.includes('admin');
}
