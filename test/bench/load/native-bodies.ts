import type { TrafficStream } from '../traffic/traffic-stream.ts';
import { type Body, newEvents } from './bodies.ts';
import type { Target } from './connection.ts';

/** A table in memory: what puts rows as JSON into it, what reads them as blocks, what empties it. */
export interface NativeTargets {
  insert: Target;
  select: Target;
  empty: Target;
}

/**
 * The next rows of a stream as blocks of ClickHouse's own format, made by ClickHouse itself: rows go into a table in
 * memory and come out again.
 */
export async function nativeBodies(
  stream: TrafficStream,
  rows: number,
  requests: number,
  { insert, select, empty }: NativeTargets,
): Promise<Body[]> {
  const next = newEvents(stream, rows);
  const bodies: Body[] = [];
  for (let request = 0; request < requests; request += 1) {
    const plain = next(0)!;
    await post(insert, plain.bytes);
    bodies.push({ ...plain, bytes: await post(select, new Uint8Array()) });
    await post(empty, new Uint8Array());
  }
  return bodies;
}

async function post({ url, headers }: Target, body: Uint8Array): Promise<Buffer> {
  const response = await fetch(url, { method: 'POST', headers, body: body as Uint8Array<ArrayBuffer> });
  const answer = Buffer.from(await response.arrayBuffer());
  if (!response.ok)
    throw new Error(`ClickHouse answered ${response.status}: ${answer.toString('utf8', 0, 500)}`);
  return answer;
}
