import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerBrokenRequest } from './answer-broken-request.ts';
import { answerProblem } from './answer-problem.ts';
import { Connections } from './connections.ts';
import { countRefused } from './refused-requests.ts';
import { StartError } from './start-error.ts';

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

export interface DoorOptions {
  host: string;
  /** 0 = any free port. */
  port: number;
  /** More connections than these are told to come back. */
  maxConnections: number;
  /** Answers until the application is there. */
  first: Handler;
  /** How long the headers of a request may take. */
  headersMs?: number;
  /** How long a request may take to arrive as a whole. */
  requestMs?: number;
}

const drainWithinMs = 10_000;
const keepAliveMs = 72_000; // longer than the usual minute of proxies: they must be the ones that hang up
// 16 MiB over a line of 1.2 Mbit/s.
const requestWithinMs = 120_000;
const headersWithinMs = 15_000;

/** The listening port. It is open before there is an application behind it, so that everybody can see what is going on. */
export interface HttpDoor {
  server: Server;
  /** The port that is really listened on. */
  port: number;
  /** From now on this handler answers. */
  answerWith(handler: Handler): void;
  /** Takes no more connections, waits for the answers under way (10 s at most), then closes. */
  close(): Promise<void>;
}

/**
 * Listens on host and port. Whoever sends too slowly is cut off, and connections have a bound.
 * @throws StartError when the port is taken or the address is not ours.
 */
export async function openHttpDoor(options: DoorOptions): Promise<HttpDoor> {
  const { host, port, maxConnections, headersMs = headersWithinMs, requestMs = requestWithinMs } = options;
  let handler = options.first;
  let closing = false;
  const server = createServer({
    keepAliveTimeout: keepAliveMs,
    headersTimeout: headersMs,
    requestTimeout: requestMs,
    connectionsCheckingInterval: Math.min(1000, headersMs),
  });
  const connections = new Connections(server, maxConnections);
  const answer: Handler = (request, response) => {
    const isExtra = connections.begin(request, response);
    if (closing || isExtra) response.shouldKeepAlive = false;
    // Whoever asks whether the process lives must not take many connections for its death.
    if (isExtra && request.url !== '/healthz') refuse(response);
    else handler(request, response);
  };
  server.on('request', answer);
  // Whoever waits for leave to send a body gets it, or an answer, from the one that reads the body.
  server.on('checkContinue', answer);
  server.on('clientError', answerBrokenRequest);
  await listen(server, host, port);
  return {
    server,
    port: (server.address() as AddressInfo).port,
    answerWith(next) {
      handler = next;
    },
    close() {
      closing = true;
      const since = Date.now();
      // Connections that browsers keep open become idle one by one, as their answers end.
      const idle = setInterval(() => connections.endIdle(Date.now() - since), 50);
      const impatience = setTimeout(() => server.closeAllConnections(), drainWithinMs);
      return new Promise((resolve) =>
        server.close(() => {
          clearInterval(idle);
          clearTimeout(impatience);
          resolve();
        }),
      );
    },
  };
}

function refuse(response: ServerResponse): void {
  const code = 'too_many_connections';
  countRefused(code);
  const detail = 'More connections are open than this server takes. Use fewer, or come back in a moment.';
  answerProblem(response, { status: 503, code, detail, retryAfterSeconds: 2 }, randomUUID());
}

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const why =
        reasons[error.code ?? '']?.(host, port) ?? `Can't listen on ${host}:${port}: ${error.message}.`;
      reject(new StartError(why));
    });
    server.listen(port, host, resolve);
  });
}

const reasons: Record<string, (host: string, port: number) => string> = {
  EADDRINUSE: (_, port) => `Port ${port} is taken by another program: stop it, or set another PORT.`,
  EACCES: (_, port) => `This user may not listen on port ${port}: set PORT to one above 1023.`,
  EADDRNOTAVAIL: (host) => `HOST ${host} is not an address of this machine.`,
  ENOTFOUND: (host) => `HOST ${host} is not known.`,
};
