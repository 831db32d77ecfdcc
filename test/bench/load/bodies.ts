import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { TrafficStream } from '../traffic/traffic-stream.ts';

/** What one request carries. */
export interface Body {
  bytes: Uint8Array;
  events: number;
  /** Bytes before compression. */
  plainBytes: number;
}

/** The next request of a connection (numbered from 0), which has its answer to the one before; undefined when all are sent. */
export type NextBody = (connection: number) => Body | undefined;

/** New events without end. */
export function newEvents(stream: TrafficStream, events: number): NextBody {
  const buffers: Buffer[] = [];
  return (connection) => {
    buffers[connection] ??= Buffer.allocUnsafeSlow(stream.capacity(events));
    const bytes = buffers[connection].subarray(0, stream.write(buffers[connection], 0, events));
    return { bytes, events, plainBytes: bytes.length };
  };
}

/** The same body again and again. */
export function sameBody(body: Body): NextBody {
  return () => body;
}

/** Bodies that were prepared, each once. */
export function preparedBodies(bodies: readonly Body[]): NextBody {
  let next = 0;
  return () => bodies[next++];
}

const compress = promisify(gzip);
/** As many as the thread pool of Node works on at once. */
const AT_ONCE = 4;

/** The next events of a stream as compressed bodies: too much work to do while it counts. */
export async function gzippedBodies(
  stream: TrafficStream,
  events: number,
  requests: number,
): Promise<Body[]> {
  const next = newEvents(stream, events);
  const bodies: Body[] = [];
  await Promise.all(
    Array.from({ length: AT_ONCE }, async (_, slot) => {
      while (bodies.length < requests) {
        const plain = next(slot)!;
        const place = bodies.length;
        bodies[place] = plain;
        bodies[place] = { ...plain, bytes: await compress(plain.bytes, { level: 1 }) };
      }
    }),
  );
  return bodies;
}
