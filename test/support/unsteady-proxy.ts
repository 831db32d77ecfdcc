import { once } from 'node:events';
import { createServer, request as forward } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface UnsteadyProxy {
  url: string;
  /** While true, every request is answered 503 with `Retry-After: 1` and nothing is passed on. */
  isUnavailable: boolean;
  /** How many requests were answered so. */
  refused: number;
  /** Of how many requests the answer will yet get lost, after the service has done what they ask. */
  answersToLose: number;
  close(): Promise<void>;
}

/** What stands before a service in practice: it passes requests on, cuts them off when the service dies, says 503, loses answers. */
export async function unsteadyProxy(target: string): Promise<UnsteadyProxy> {
  const server = createServer((request, response) => {
    if (proxy.isUnavailable) {
      proxy.refused += 1;
      request.resume().once('end', () => response.writeHead(503, { 'retry-after': '1' }).end());
      return;
    }
    const passed = forward(
      new URL(request.url!, target),
      { method: request.method, headers: request.headers },
      (answer) => {
        if (proxy.answersToLose > 0) {
          proxy.answersToLose -= 1;
          request.socket.destroy();
          return;
        }
        response.writeHead(answer.statusCode!, answer.headers);
        answer.pipe(response);
        answer.once('error', () => request.socket.destroy());
      },
    );
    passed.once('error', () => request.socket.destroy());
    request.pipe(passed);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const proxy: UnsteadyProxy = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    ...{ isUnavailable: false, refused: 0, answersToLose: 0 },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return proxy;
}
