import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** The id of a request in answers and in the log. A caller's own id is taken over if it is harmless in a log. */
export function requestIdOf({ headers }: Pick<IncomingMessage, 'headers'>): string {
  const own = headers['x-request-id'];
  return typeof own === 'string' && /^[\w.-]{1,64}$/.test(own) ? own : randomUUID();
}
