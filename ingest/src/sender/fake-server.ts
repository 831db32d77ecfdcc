import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';

/** What a test sees of an event. */
export interface SeenEvent {
  id: string;
  source: string;
  type: string;
  time: string;
  subject?: string;
  data: Record<string, unknown>;
}

export interface FakeServer {
  url: string;
  /** Every event taken, by source and id, as the first that came. */
  events: Map<string, SeenEvent>;
  /** Number of requests to `/v1/events`. */
  requests: number;
  /** The events of each of these requests, in their order, also of those that were refused. */
  batches: SeenEvent[][];
  /** The headers of the last of them. */
  headers: IncomingHttpHeaders;
  close(): Promise<void>;
}

/** An answer of its own, no answer at all, a broken connection, or an answer that gets lost after the events are stored. */
export type Refusal =
  | { status: number; retryAfter?: string; date?: string; body?: string }
  | 'hang'
  | 'reset'
  | 'lose';

export interface FakeServerOptions {
  /** What happens to a request instead of being taken. */
  refuse?(request: number, events: SeenEvent[]): Refusal | undefined;
  /** Answers requests to other paths than `/v1/events`; without it, nothing is ever waiting to be counted. */
  other?(method: string, path: string, body: unknown): unknown;
  /** How many rejected events an answer names. */
  errorsMax?: number | undefined;
  /** Refuses single events, as the contract's checks would. */
  rejects?(event: SeenEvent): { code: string; path: string; message: string } | undefined;
}

/** For unit tests: takes events as `POST /v1/events` does and remembers them by identity. */
export async function fakeServer(options: FakeServerOptions = {}): Promise<FakeServer> {
  const fake: FakeServer = {
    ...{ url: '', events: new Map(), requests: 0, batches: [], headers: {} },
    close: async () => {},
  };
  const server = createServer(async (request, response) => {
    const body = await bodyOf(request);
    const { method = '', url = '' } = request;
    if (!url.startsWith('/v1/events')) {
      const json = body.length > 0 ? JSON.parse(body.toString('utf8')) : undefined;
      response.end(JSON.stringify(options.other?.(method, url, json) ?? { lag_seconds: 0 }));
      return;
    }
    const events = gunzipSync(body)
      .toString('utf8')
      .split('\n')
      .map((line) => JSON.parse(line) as SeenEvent);
    fake.requests += 1;
    fake.batches.push(events);
    fake.headers = request.headers;
    const refusal = options.refuse?.(fake.requests, events);
    if (refusal === 'hang') return;
    if (refusal === 'reset') return void request.socket.destroy();
    if (refusal !== undefined && refusal !== 'lose') {
      const { status, retryAfter, date } = refusal;
      response.writeHead(status, { ...(retryAfter && { 'retry-after': retryAfter }), ...(date && { date }) });
      response.end(refusal.body ?? '{}');
      return;
    }
    const answer = { accepted: 0, duplicates: 0, rejected: 0, errors: [] as unknown[] };
    for (const [index, event] of events.entries()) {
      const error = options.rejects?.(event);
      const key = `${event.source}\0${event.id}`;
      if (error !== undefined) {
        answer.rejected += 1;
        if (answer.errors.length < (options.errorsMax ?? Number.POSITIVE_INFINITY)) {
          answer.errors.push({ index, id: event.id, ...error });
        }
      } else if (fake.events.has(key)) answer.duplicates += 1;
      else {
        fake.events.set(key, event);
        answer.accepted += 1;
      }
    }
    if (refusal === 'lose') return void request.socket.destroy();
    response.writeHead(answer.rejected > 0 ? 207 : 200).end(JSON.stringify(answer));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  fake.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  fake.close = async () => {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  };
  return fake;
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
