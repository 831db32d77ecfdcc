import { setTimeout as sleep } from 'node:timers/promises';
import { percentile } from '../statistics/percentile.ts';
import { type HttpAnswer, headerOf } from './answer-reader.ts';
import type { Body, NextBody } from './bodies.ts';
import { Connection, type Target } from './connection.ts';
import { countsOf } from './counts-of.ts';

export interface LoadOptions extends Target {
  connections: number;
  /** No new request is sent after so many seconds or once so many events are under way, whichever comes first. */
  seconds: number;
  events?: number;
  /** As fast as the server answers, unless told. */
  eventsPerSecond?: number;
}

/** What was sent and what was answered. Instants are milliseconds since 1970, the rest is in seconds. */
export interface LoadResult {
  firstSentAt: number;
  lastAnsweredAt: number;
  requests: number;
  accepted: number;
  duplicates: number;
  rejected: number;
  /** Answers 429 and 503, whose requests were sent again. */
  retries: number;
  plainBytes: number;
  sentBytes: number;
  /** From the sending of a request to its answer, in milliseconds. */
  answerMs: { p50: number | null; p95: number | null; p99: number | null; max: number | null };
  /** The bodies were used up before the time was. */
  ranOut: boolean;
}

const RETRY_MS = 100;

/** Sends bodies over some connections, each waiting for its answer before it sends the next. Throws at any other failure. */
export async function sendLoad(
  options: LoadOptions,
  next: NextBody,
  onAccepted: (events: number) => void,
): Promise<LoadResult> {
  const connections = await Promise.all(
    Array.from({ length: options.connections }, () => Connection.open(options)),
  );
  const sum = {
    requests: 0,
    accepted: 0,
    duplicates: 0,
    rejected: 0,
    retries: 0,
    plainBytes: 0,
    sentBytes: 0,
  };
  const times: number[] = [];
  const firstSentAt = Date.now();
  let lastAnsweredAt = firstSentAt;
  let promised = 0;
  let ranOut = false;

  async function deliver(connection: Connection, { bytes, events, plainBytes }: Body): Promise<void> {
    for (;;) {
      const sentAt = performance.now();
      const answer = await connection.post(bytes);
      if (answer.status !== 429 && answer.status !== 503) {
        times.push(performance.now() - sentAt);
        lastAnsweredAt = Date.now();
        const counts = countsOf(answer, events);
        for (const name of ['accepted', 'duplicates', 'rejected'] as const) sum[name] += counts[name];
        sum.requests += 1;
        sum.plainBytes += plainBytes;
        sum.sentBytes += bytes.length;
        onAccepted(sum.accepted);
        return;
      }
      sum.retries += 1;
      await sleep(retryAfterMs(answer));
    }
  }

  async function sendAll(connection: Connection, number: number): Promise<void> {
    const { seconds, events = Number.POSITIVE_INFINITY, eventsPerSecond } = options;
    while (promised < events && Date.now() < firstSentAt + seconds * 1000) {
      if (eventsPerSecond !== undefined) {
        const early = firstSentAt + (promised / eventsPerSecond) * 1000 - Date.now();
        if (early > 1) {
          await sleep(early);
          continue;
        }
      }
      const body = next(number);
      if (body === undefined) {
        ranOut = true;
        return;
      }
      promised += body.events;
      await deliver(connection, body);
    }
  }

  try {
    await Promise.all(connections.map(sendAll));
  } finally {
    for (const connection of connections) connection.close();
  }
  const [p50, p95, p99, max] = [0.5, 0.95, 0.99, 1].map((share) => percentile(times, share));
  return {
    ...{ firstSentAt, lastAnsweredAt, ...sum, ranOut },
    answerMs: { p50: p50!, p95: p95!, p99: p99!, max: max! },
  };
}

function retryAfterMs({ head }: HttpAnswer): number {
  const seconds = Number(headerOf(head, 'retry-after'));
  return seconds > 0 ? seconds * 1000 : RETRY_MS;
}
