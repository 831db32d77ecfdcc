import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import type { Random } from './streams/random.ts';

/** Stands between senders and a server and breaks connections in the middle of whatever they carry. */
export interface CuttingProxy {
  url: string;
  /** How many connections it has broken. */
  cuts(): number;
  /** From now on it only passes on. */
  heal(): void;
  close(): Promise<void>;
}

const bytesAtMost = 200_000;

/** Each connection is cut after a random number of bytes, going out or coming back. */
export async function startCuttingProxy(url: string, random: Random): Promise<CuttingProxy> {
  const sockets = new Set<Socket>();
  let isCutting = true;
  let cuts = 0;
  const server = createServer((near) => {
    const far = connect(Number(new URL(url).port), '127.0.0.1');
    let left = random.chance(0.5) ? random.int(1, 3000) : random.int(1, bytesAtMost);
    const end = () => {
      near.destroy();
      far.destroy();
    };
    const pass = (from: Socket, to: Socket) => {
      sockets.add(from);
      from.on('data', (chunk: Buffer) => {
        if (!isCutting || chunk.length < left) {
          left -= chunk.length;
          to.write(chunk);
          return;
        }
        to.write(chunk.subarray(0, left), end);
        left = 0;
        cuts += 1;
      });
      from.on('error', end).on('close', () => {
        sockets.delete(from);
        end();
      });
    };
    pass(near, far);
    pass(far, near);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    cuts: () => cuts,
    heal() {
      isCutting = false;
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
