import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { StartError } from './start-error.ts';

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

const drainWithinMs = 10_000;
const keepAliveMs = 72_000; // longer than the usual minute of proxies: they must be the ones that hang up

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
 * Listens on host and port; `first` answers until the application is there.
 * @throws StartError when the port is taken or the address is not ours.
 */
export async function openHttpDoor(host: string, port: number, first: Handler): Promise<HttpDoor> {
  let handler = first;
  let closing = false;
  const server = createServer((request, response) => {
    if (closing) response.shouldKeepAlive = false;
    handler(request, response);
  });
  server.keepAliveTimeout = keepAliveMs;
  await listen(server, host, port);
  return {
    server,
    port: (server.address() as AddressInfo).port,
    answerWith(next) {
      handler = next;
    },
    close() {
      closing = true;
      // Connections that browsers keep open become idle one by one, as their answers end.
      const idle = setInterval(() => server.closeIdleConnections(), 50);
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
