import type { ReportQuery } from './reference/report-query.ts';
import type { Breakeven } from './start-breakeven.ts';

/** Whatever JSON came back: tests say what they expect of it. */
// biome-ignore lint/suspicious/noExplicitAny: an answer from outside has no type that could be trusted
export type Json = any;

export interface HttpAnswer {
  status: number;
  headers: Headers;
  text: string;
  /** The parsed body; undefined if it is not JSON. */
  body: Json;
}

export interface RequestOptions {
  /** Sent as JSON. */
  json?: unknown;
  /** Sent as it is. */
  body?: string | Uint8Array;
  headers?: Record<string, string>;
  /** Bearer key; the admin key unless told, null for none. */
  key?: string | null;
}

/** Speaks to a running product as a script of a user would. */
export interface Api {
  request(method: string, path: string, options?: RequestOptions): Promise<HttpAnswer>;
  /** The answer of POST /v1/query; throws if it is not 200. */
  query(query: ReportQuery & Record<string, unknown>): Promise<QueryAnswer>;
  /** Sends events as a JSON array with the ingest key. */
  sendEvents(events: unknown[], search?: string): Promise<HttpAnswer>;
  /** Adds rates and exchange rates; throws if they are not taken. */
  addRates(rates: unknown[], fxRates?: unknown[]): Promise<void>;
  /** Waits until everything that was acknowledged before now is in the answers. */
  untilComplete(): Promise<void>;
}

export interface QueryAnswer {
  columns: { name: string; kind: 'time' | 'dimension' | 'metric'; unit?: string }[];
  rows: (string | number | null)[][];
  totals: Record<string, string | number | null>;
  comparison?: { time_range: Json; rows: (string | number | null)[][]; totals: QueryAnswer['totals'] };
  meta: {
    complete_until: string;
    unpriced_share: number;
    late_share: number;
    rate_version: number;
    table: string;
    table_reason: string;
    elapsed_ms: number;
    rows_read: number;
  };
}

export function apiOf(breakeven: Breakeven): Api {
  const api: Api = {
    async request(method, path, { json, body, headers = {}, key = breakeven.adminKey } = {}) {
      const answer = await fetch(breakeven.url + path, {
        method,
        headers: {
          ...(json === undefined ? {} : { 'content-type': 'application/json' }),
          ...(key === null ? {} : { authorization: `Bearer ${key}` }),
          ...headers,
        },
        body: (json === undefined ? body : JSON.stringify(json)) as BodyInit | undefined,
      }).catch((error) => {
        throw new Error(`No answer; the server's last words: ${breakeven.output().slice(-2000)}`, {
          cause: error,
        });
      });
      const text = await answer.text();
      return { status: answer.status, headers: answer.headers, text, body: parsed(text) };
    },
    async query(query) {
      return (await expected(200, api.request('POST', '/v1/query', { json: query }))).body;
    },
    sendEvents: (events, search = '') =>
      api.request('POST', `/v1/events${search}`, { json: events, key: breakeven.ingestKey }),
    async addRates(rates, fxRates = []) {
      if (rates.length > 0) await expected(201, api.request('POST', '/v1/rates', { json: rates }));
      if (fxRates.length > 0) await expected(201, api.request('POST', '/v1/fx-rates', { json: fxRates }));
    },
    async untilComplete() {
      const now = Date.now();
      const deadline = now + 120_000;
      const probe = { metrics: ['attempts'], time_range: { start: '2026-01-01', end: '2026-01-02' } };
      for (let until = ''; !(Date.parse(until) > now); ) {
        if (Date.now() > deadline)
          throw new Error(`Answers are complete until ${until} only, asked for ${now}`);
        until = (await api.query(probe)).meta.complete_until;
        if (!(Date.parse(until) > now)) await new Promise((resolve) => setTimeout(resolve, 100));
      }
    },
  };
  return api;
}

async function expected(status: number, request: Promise<HttpAnswer>): Promise<HttpAnswer> {
  const answer = await request;
  if (answer.status !== status) throw new Error(`${answer.status} instead of ${status}: ${answer.text}`);
  return answer;
}

function parsed(text: string): Json {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
