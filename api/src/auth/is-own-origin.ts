import type { IncomingHttpHeaders } from 'node:http';

const READING = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Whether a request that carries the session cookie comes from one of our own pages. Another site can make a browser
 * send the cookie along, so a request that changes something must say that it is ours: browsers put in these headers
 * and no page can change them. Requests that only read need no such proof: another site can't see the answer.
 */
export function isOwnOrigin(method: string, headers: IncomingHttpHeaders): boolean {
  if (READING.has(method)) return true;
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin';
  const { origin, host } = headers;
  return origin !== undefined && URL.canParse(origin) && new URL(origin).host === host;
}
