import { once } from 'node:events';
import { createServer, request as forward } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A way to a server that fails as the test says. */
export interface FailingProxy {
  /** Such as http://127.0.0.1:4801, without a slash at the end. */
  url: string;
  close(): Promise<void>;
}

/**
 * @param target address of the server
 * @param fails asked for each request: 'before' = it never arrives, 'after' = it is carried out but the answer is lost
 */
export async function startFailingProxy(
  target: string,
  fails: () => 'before' | 'after' | undefined,
): Promise<FailingProxy> {
  const server = createServer((request, response) => {
    const failure = fails();
    if (failure === 'before') return request.destroy();
    const { method, headers } = request;
    const forwarded = forward(new URL(request.url!, target), { method, headers }, (answer) => {
      if (failure === undefined) {
        response.writeHead(answer.statusCode!, answer.headers);
        answer.pipe(response);
      } else {
        // Only when all of the answer came has the request been carried out for certain.
        answer.resume().on('end', () => response.destroy());
      }
    });
    forwarded.on('error', () => response.destroy());
    return request.pipe(forwarded);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
