import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

interface Connection {
  /** It is one too many: it gets one answer that says so. */
  isExtra: boolean;
  /** The request that came last, and its answer. */
  request?: IncomingMessage;
  response?: ServerResponse;
}

/** How long one too many may take to send its request. */
const EXTRA_PATIENCE_MS = 2000;
/** How long a request that has not arrived as a whole may hold up the end. */
const HALF_SENT_PATIENCE_MS = 500;

/**
 * The open connections of a server. Up to `max` are served; some more are told that they are too many, for a program
 * whose connection just breaks can't know why; all others are dropped by the system's own means.
 */
export class Connections {
  readonly #open = new Map<Socket, Connection>();

  constructor(
    server: Server,
    private readonly max: number,
  ) {
    server.maxConnections = max + Math.max(16, Math.ceil(max / 8));
    server.on('connection', (socket) => this.#add(socket));
  }

  get count(): number {
    return this.#open.size;
  }

  /** Remembers what the connection is doing. True if it is one too many. */
  begin(request: IncomingMessage, response: ServerResponse): boolean {
    const connection = this.#open.get(request.socket);
    if (!connection) return false;
    connection.request = request;
    connection.response = response;
    return connection.isExtra;
  }

  /**
   * Ends what waits for nothing. An answer under way is waited for, unless its request is still not here as a whole: of
   * such a request nothing was taken, and its sender may take its time.
   */
  endIdle(closingForMs: number): void {
    for (const [socket, { request, response }] of this.#open) {
      const isAnswering = response !== undefined && !response.writableFinished && !response.destroyed;
      const isHalfSent = request?.complete === false && closingForMs > HALF_SENT_PATIENCE_MS;
      if (!isAnswering || isHalfSent) socket.destroy();
    }
  }

  #add(socket: Socket): void {
    const isExtra = this.#open.size >= this.max;
    this.#open.set(socket, { isExtra });
    const impatience = isExtra ? setTimeout(() => socket.destroy(), EXTRA_PATIENCE_MS) : undefined;
    socket.once('close', () => {
      clearTimeout(impatience);
      this.#open.delete(socket);
    });
  }
}
