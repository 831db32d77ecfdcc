import type { AccessScope } from './access.ts';
import { Problem } from './problem.ts';

/** The caller is not known. */
export function unauthenticated(authorization: string | undefined): Problem {
  const detail =
    authorization === undefined
      ? 'Send a key as `Authorization: Bearer <key>`, or sign in.'
      : 'The `Authorization` header holds no key that is known here.';
  const headers = { 'www-authenticate': 'Bearer realm="Breakeven"' };
  return new Problem({ status: 401, code: 'unauthenticated', detail, headers });
}

/** The caller is known and may not do this, whatever his scopes are. */
export function forbidden(detail: string): Problem {
  return new Problem({ status: 403, code: 'forbidden', detail });
}

/** The caller is known and has another scope. */
export function scopeMissing(scope: AccessScope | undefined): Problem {
  return new Problem({
    status: 403,
    code: 'forbidden',
    detail: `This needs the scope \`${scope}\`.`,
    headers: { 'www-authenticate': `Bearer realm="Breakeven", error="insufficient_scope", scope="${scope}"` },
  });
}

/** Whether the caller may do this can't be found out now: nobody is told that his key is wrong because of that. */
export function accessUnknown(): Problem {
  return new Problem({
    status: 503,
    code: 'unavailable',
    detail: 'Keys and sessions cannot be checked now: PostgreSQL does not answer.',
    retryAfterSeconds: 5,
  });
}
