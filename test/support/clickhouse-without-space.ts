import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startEmbeddedClickHouse } from '@breakeven/api/stores/embedded-clickhouse';
import pino from 'pino';
import type { FailingDisk } from './failing-disk.ts';

const refusal = 'Code: 243. DB::Exception: Cannot reserve 1.00 MiB, not enough space. (NOT_ENOUGH_SPACE)\n';

/**
 * A ClickHouse of its own behind a proxy, which answers inserts as ClickHouse does when its disk is full. For machines
 * where no small disk can be mounted: a limit on the size of files is no way out, because ClickHouse then keeps parts of
 * which files are cut off, which no disk ever does to it.
 */
export async function clickHouseWithoutSpace(dataDir: string, why: string): Promise<FailingDisk> {
  const engine = await startEmbeddedClickHouse(dataDir, pino({ level: 'silent' }));
  const { url, database, username, password } = engine.access;
  let isFull = false;

  const answer = async (asked: IncomingMessage, response: ServerResponse) => {
    const body = Buffer.concat(await asked.toArray());
    const statement = new URL(asked.url!, url).searchParams.get('query') ?? body.toString('utf8', 0, 20);
    if (isFull && /^\s*INSERT/i.test(statement)) {
      response.writeHead(500, { 'X-ClickHouse-Exception-Code': '243' }).end(refusal);
      return;
    }
    const { method, headers } = asked;
    const sent = request(new URL(asked.url!, url), { method, headers }, (answered) => {
      response.writeHead(answered.statusCode!, answered.headers);
      answered.pipe(response);
    });
    sent.on('error', () => response.destroy());
    sent.end(body);
  };
  const proxy = createServer((asked, response) => {
    answer(asked, response).catch(() => response.destroy());
  });
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  const { port } = proxy.address() as AddressInfo;
  return {
    how: `a proxy that refuses inserts with error 243, because ${why}`,
    env: {
      CLICKHOUSE_URL: `http://${username}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`,
    },
    async fail() {
      isFull = true;
    },
    async heal() {
      isFull = false;
    },
    async remove() {
      proxy.closeAllConnections();
      proxy.close();
      await engine.stop();
    },
  };
}
