import { SendFailed } from '../sender/send-failed.ts';

/** A running Breakeven, spoken to with an administrator's key. */
export interface Server {
  url: string;
  key: string;
  /** Sends JSON, answers JSON. Throws SendFailed unless the answer is 2xx. */
  request(method: 'GET' | 'POST' | 'PATCH', path: string, body?: unknown): Promise<unknown>;
}

export function serverAt(url: string, key: string): Server {
  return {
    url,
    key,
    async request(method, path, body) {
      const response = await fetch(`${url}${path}`, {
        method,
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      }).catch((error: Error) => {
        throw new SendFailed(`${url} does not answer (${error.message}): is Breakeven running there?`);
      });
      const text = await response.text();
      if (!response.ok)
        throw new SendFailed(`${method} ${path} answered ${response.status}: ${text.slice(0, 300)}`);
      return text === '' ? undefined : JSON.parse(text);
    },
  };
}
