import { type FakeServer, type FakeServerOptions, fakeServer } from '@breakeven/ingest/sender/fake-server';
import {
  BreakevenClient,
  type ClientOptions,
  type CloudEvent,
  type DeliveryError,
  type DropReason,
  type Rejection,
} from '../src/index.ts';

export interface TestClient {
  server: FakeServer;
  client: BreakevenClient;
  errors: DeliveryError[];
  rejections: Rejection[];
  drops: { events: CloudEvent[]; reason: DropReason }[];
  /** Sends the view of a clip; its number is what it delivered. */
  view(number: number): boolean;
  /** The numbers of the views that the server has, in the order in which they came. */
  stored(): number[];
  /** The numbers of the views of each request. */
  requests(): number[][];
  end(): Promise<void>;
}

/** A client that sends to a server of its own and remembers what it is told. */
export async function testClient({
  server: serverOptions,
  ...options
}: Partial<ClientOptions> & { server?: FakeServerOptions } = {}): Promise<TestClient> {
  const server = await fakeServer(serverOptions);
  const errors: DeliveryError[] = [];
  const rejections: Rejection[] = [];
  const drops: TestClient['drops'] = [];
  const client = new BreakevenClient({
    url: server.url,
    key: 'secret-key',
    source: 'test',
    batchDelayMs: 20,
    onError: (error) => errors.push(error),
    onRejected: (rejection) => rejections.push(rejection),
    onDropped: (events, reason) => drops.push({ events, reason }),
    ...options,
  });
  const numberOf = ({ data }: { data: Record<string, unknown> }) => data.delivered_bytes as number;
  return {
    ...{ server, client, errors, rejections, drops },
    view: (number) => client.clipViewed('g1', { delivered_bytes: number }),
    stored: () => [...server.events.values()].map(numberOf),
    requests: () => server.batches.map((events) => events.map(numberOf)),
    async end() {
      await client.close({ timeoutMs: 0 });
      await server.close();
    },
  };
}
