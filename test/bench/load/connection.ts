import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { AnswerReader, type HttpAnswer } from './answer-reader.ts';

export interface Target {
  /** Such as http://127.0.0.1:3000/v1/events. */
  url: string;
  headers: Record<string, string>;
}

/** Smaller bodies go out with their head in one piece. */
const SMALL_BODY = 16_384;

/** A keep-alive connection that posts one body after the other. Costs less CPU than any HTTP client. */
export class Connection {
  readonly #socket: Socket;
  readonly #head: string;
  readonly #reader = new AnswerReader();
  #waiting: { resolve: (answer: HttpAnswer) => void; reject: (error: Error) => void } | undefined;

  private constructor(socket: Socket, head: string) {
    this.#socket = socket;
    this.#head = head;
    socket.on('data', (chunk: Buffer) => {
      const answer = this.#reader.feed(chunk);
      if (answer !== undefined) this.#waiting?.resolve(answer);
    });
    socket.on('error', (error) => this.#waiting?.reject(error));
    socket.on('close', () => this.#waiting?.reject(new Error('The server closed a connection.')));
  }

  static async open({ url, headers }: Target): Promise<Connection> {
    const { hostname, port, host, pathname, search } = new URL(url);
    const lines = Object.entries({ host, ...headers }).map(([name, value]) => `${name}: ${value}\r\n`);
    const socket = connect({ host: hostname, port: Number(port), noDelay: true });
    await once(socket, 'connect');
    return new Connection(socket, `POST ${pathname}${search} HTTP/1.1\r\n${lines.join('')}content-length: `);
  }

  /** The bytes must stay as they are until the answer has come. */
  post(body: Uint8Array): Promise<HttpAnswer> {
    const head = Buffer.from(`${this.#head}${body.length}\r\n\r\n`, 'latin1');
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject };
      if (body.length < SMALL_BODY) this.#socket.write(Buffer.concat([head, body]));
      else {
        this.#socket.cork();
        this.#socket.write(head);
        this.#socket.write(body);
        this.#socket.uncork();
      }
    });
  }

  close(): void {
    this.#waiting = undefined;
    this.#socket.destroy();
  }
}
