import type { IncomingMessage, ServerResponse } from 'node:http';
import { MAX_BODY_BYTES, MAX_EVENT_BYTES } from '@breakeven/ingest/collector/limits';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { accessUnknown, forbidden, scopeMissing, unauthenticated } from '../../common/access-problems.ts';
import { bearerKey } from '../../common/bearer-key.ts';
import { type Caller, mayDo } from '../../common/caller.ts';
import { observeRequest } from '../../common/observe-requests.ts';
import { toProblem } from '../../common/problem.filter.ts';
import { Problem } from '../../common/problem.ts';
import { countRefused } from '../../common/refused-requests.ts';
import { requestIdOf } from '../../common/request-id-of.ts';
import { CONFIG, type Config } from '../../config.ts';
import { KeyRing, type KnownKey } from '../../stores/key-ring.ts';
import { CollectService } from '../collect.service.ts';
import type { CollectQuery } from '../events.schemas.ts';
import { announcedBytes, tooLarge } from './announced-bytes.ts';
import { answerUnread } from './answer-unread.ts';
import { BytesInFlight } from './bytes-in-flight.ts';
import { EventAllowance } from './event-allowance.ts';
import { ClientGone, readBody } from './read-body.ts';
import { readCollectQuery } from './read-collect-query.ts';

const IN_FLIGHT_BYTES_MAX = 256 * 2 ** 20;
const STALL_MS = 15_000;
/** A body of which no event could be read counts as one event for each of so many bytes. */
const BYTES_AN_EVENT = 1024;

type Counts = Record<'accepted' | 'duplicates' | 'rejected', number>;

/** One request on its way. */
interface Arrival {
  request: IncomingMessage;
  response: ServerResponse;
  id: string;
}

/**
 * Answers POST /v1/events, before any framework has touched the request: who it is comes first, then everything that its
 * headers can be refused for, and only what is let through is read, within bounds of bytes and time.
 */
@Injectable()
export class Intake {
  readonly bytesInFlight = new BytesInFlight(IN_FLIGHT_BYTES_MAX);
  private readonly logger = new Logger(Intake.name);
  private readonly allowance: EventAllowance;

  constructor(
    @Inject(CONFIG) { ingestEventsPerSecond }: Config,
    private readonly keyRing: KeyRing,
    private readonly collector: CollectService,
  ) {
    this.allowance = new EventAllowance(ingestEventsPerSecond);
  }

  /** Whether a request is one to `answer`: events from whoever shows no session. Those of people take the longer way. */
  isFor({ method, url = '', headers }: IncomingMessage): boolean {
    return (
      method === 'POST' &&
      (url === '/v1/events' || url.startsWith('/v1/events?')) &&
      (headers.authorization !== undefined || headers.cookie === undefined)
    );
  }

  /** Answers a request that shows a key, or should. Never rejects. */
  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const since = performance.now();
    const arrival = { request, response, id: requestIdOf(request) };
    try {
      const { id: keyId, scopes } = await this.keyOf(request.headers.authorization);
      if (!mayDo({ scopes }, 'ingest')) throw scopeMissing('ingest');
      await this.take({ kind: 'key', keyId, scopes }, readCollectQuery(request.url!), arrival);
    } catch (error) {
      this.refuse(arrival, error);
    }
    if (!response.headersSent) return; // the client went away before there was an answer
    observeRequest('POST', '/v1/events', response.statusCode, performance.now() - since);
  }

  /** Answers the request of a caller that is known already. Never rejects. */
  async answerTo(caller: Caller, query: CollectQuery, arrival: Arrival): Promise<void> {
    try {
      await this.take(caller, query, arrival);
    } catch (error) {
      this.refuse(arrival, error);
    }
  }

  private keyOf(header: string | undefined): KnownKey | Promise<KnownKey> {
    const value = header === undefined ? undefined : bearerKey(header);
    if (value === undefined) throw unauthenticated(header);
    return this.keyRing.findNow(value) ?? this.lookUp(value, header);
  }

  private async lookUp(value: string, header: string | undefined): Promise<KnownKey> {
    const key = await this.keyRing.find(value).catch(() => {
      throw accessUnknown();
    });
    if (!key) throw unauthenticated(header);
    return key;
  }

  private async take(caller: Caller, query: CollectQuery, arrival: Arrival): Promise<void> {
    const { request, response, id } = arrival;
    if (query.backfill && !mayDo(caller, 'admin')) throw forbidden('backfill=true needs the scope `admin`.');
    const announced = announcedBytes(request.headers) ?? 0;
    const payer = caller.kind === 'key' ? caller.keyId : caller.userId;
    const seconds = this.allowance.secondsToWait(payer);
    if (seconds > 0) throw tooFast(seconds);

    const progress = { received: 0, reserved: announced };
    this.bytesInFlight.take(announced);
    // By its size for now, and made right below: many requests at once must not all find the same events left.
    this.allowance.charge(payer, eventsOf(announced));
    let events = 0;
    try {
      if (request.headers.expect !== undefined) response.writeContinue();
      const body = await this.read(request, progress);
      const { status, body: counts } = await this.collector.collect(query, request.headers, body);
      events = costOf(counts, progress.received);
      send(response, status, JSON.stringify(counts), id);
    } catch (error) {
      // What we could not keep is not on the sender's bill: it has to send it again. With 504 it is kept.
      const isKeptOrWrong = error instanceof ClientGone || ![500, 503].includes(toProblem(error).status);
      events = isKeptOrWrong ? eventsOf(progress.received) : 0;
      throw error;
    } finally {
      this.bytesInFlight.giveBack(progress.reserved);
      this.allowance.charge(payer, events - eventsOf(announced));
    }
  }

  /** Keeps count of what comes, for the headers need not have told how much it is. */
  private read(request: IncomingMessage, progress: { received: number; reserved: number }): Promise<Buffer> {
    return readBody(request, {
      stallMs: STALL_MS,
      onBytes: (bytes) => {
        progress.received += bytes;
        if (progress.received > MAX_BODY_BYTES) throw tooLarge();
        if (progress.received <= progress.reserved) return;
        this.bytesInFlight.take(progress.received - progress.reserved);
        progress.reserved = progress.received;
      },
    });
  }

  private refuse({ request, response, id }: Arrival, error: unknown): void {
    if (error instanceof ClientGone || response.headersSent || response.destroyed) {
      response.destroy();
      return;
    }
    const problem = toProblem(error);
    if (problem.status >= 500 && problem.code === 'internal_error') {
      this.logger.error(`POST /v1/events failed, request_id ${id}`, error);
    }
    countRefused(problem.code);
    void answerUnread(request, response, problem, id);
  }
}

/** A right event is never larger than the limit, so no honest sender pays for more than its events. */
function costOf({ accepted, duplicates, rejected }: Counts, bytes: number): number {
  const isGarbage = accepted + duplicates === 0;
  return Math.max(accepted + duplicates + rejected, isGarbage ? eventsOf(bytes) : bytes / MAX_EVENT_BYTES);
}

function eventsOf(bytes: number): number {
  return Math.max(1, Math.ceil(bytes / BYTES_AN_EVENT));
}

function tooFast(retryAfterSeconds: number): Problem {
  return new Problem({
    status: 429,
    code: 'rate_limited',
    detail: `This key has sent all the events that it may for now. Send all of this request again in ${retryAfterSeconds} s.`,
    retryAfterSeconds,
  });
}

function send(response: ServerResponse, status: number, body: string, requestId: string): void {
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'x-request-id': requestId,
  });
  response.end(body);
}
