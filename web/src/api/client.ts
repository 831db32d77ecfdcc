import createClient from 'openapi-fetch';
import { Problem } from './problem.ts';
import type { paths } from './schema.d.ts';

/** Typed by the API's own document. Every call rejects with a Problem when the answer is not a success. */
export const client = createClient<paths>({ baseUrl: location.origin, credentials: 'same-origin' });

client.use({
  async onResponse({ response }) {
    if (response.ok) return;
    const body: unknown = await response.json().catch(() => ({}));
    throw new Problem(response.status, body as object);
  },
  onError({ error, request }) {
    // An aborted request is not a failure: a newer question has taken its place.
    if (request.signal.aborted) return error as Error;
    return new Problem(0, { code: 'unreachable', detail: 'Breakeven does not answer. Is it still running?' });
  },
});
