import { Problem } from './problem.ts';

interface RequestOptions {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  body?: unknown;
  signal?: AbortSignal;
}

/** Sends one request with the session cookie; resolves with the JSON body (undefined for 204), rejects with a Problem. */
export async function request<T>(
  path: string,
  { method = 'GET', body, signal }: RequestOptions = {},
): Promise<T> {
  const answer = await fetch(path, {
    method,
    signal,
    credentials: 'same-origin',
    headers: body === undefined ? undefined : { 'content-type': 'application/json' },
    body: body === undefined ? undefined : JSON.stringify(body),
  }).catch((error: unknown) => {
    if (signal?.aborted) throw error;
    throw new Problem(0, { code: 'unreachable', detail: 'Breakeven does not answer. Is it still running?' });
  });
  const text = await answer.text();
  const json = parse(text);
  if (!answer.ok) throw new Problem(answer.status, (json as object) ?? {});
  return json as T;
}

function parse(text: string): unknown {
  try {
    return text === '' ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}
