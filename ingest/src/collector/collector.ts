import type { ValidationContext } from '../contract/validation-context.ts';
import type { Spool } from '../spool/spool.ts';
import { SpoolUnavailable } from '../spool/spool-unavailable.ts';
import type { CollectAnswer } from './collect-answer.ts';
import type { CollectRequest } from './collect-request.ts';
import { readRequest } from './read-request.ts';
import { RecentEvents } from './recent-events.ts';
import { RequestGroup, type Sender } from './request-group.ts';
import { RequestRefused } from './request-refused.ts';
import { unavailable } from './unavailable.ts';

/** About 200 bytes each, for up to twice as many. */
const REMEMBERED_EVENTS = 100_000;
/** How long requests are read before the thread looks whether the disk is done, or whether more have come. */
const TURN_MS = 5;

export interface CollectorOptions {
  spool: Spool;
  pseudonymKey: Uint8Array;
  /** Older events are rejected; 0 = no limit. */
  maxEventAgeDays: number;
  /** Milliseconds since 1970. */
  now: () => number;
}

interface Waiting {
  request: CollectRequest;
  sender: Sender;
}

/**
 * Takes bodies of POST /v1/events; answers each once everything that it took of it is durable. Requests that wait at the
 * same time share a frame of the spool. While one group of requests is on its way to the disk, the next is read.
 */
export class Collector {
  readonly #options: CollectorOptions;
  readonly #recent = new RecentEvents(REMEMBERED_EVENTS);
  #waiting: Waiting[] = [];
  #group = new RequestGroup();
  #isKeeping = false;
  #isScheduled = false;

  constructor(options: CollectorOptions) {
    this.#options = options;
  }

  /** Never throws on bad input or a full disk: both are answers. */
  collect(request: CollectRequest): Promise<CollectAnswer> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ request, sender: { resolve, reject } });
      this.#schedule();
    });
  }

  /** In a turn of its own, so that all requests that arrive together are seen together. */
  #schedule(): void {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    setImmediate(() => {
      this.#isScheduled = false;
      this.#advance();
    });
  }

  #advance(): void {
    const until = performance.now() + TURN_MS;
    let read = 0;
    while (read < this.#waiting.length && !this.#group.isFull && performance.now() < until) {
      this.#read(this.#waiting[read]!);
      read += 1;
    }
    this.#waiting = this.#waiting.slice(read);
    const isComplete = this.#group.isFull || this.#waiting.length === 0;
    if (isComplete && !this.#isKeeping && !this.#group.isEmpty) void this.#keepGroup();
    if (this.#waiting.length > 0 && !this.#group.isFull) this.#schedule();
  }

  #read({ request, sender }: Waiting): void {
    const context: ValidationContext = {
      now: this.#options.now(),
      maxEventAgeDays: request.backfill ? 0 : this.#options.maxEventAgeDays,
      pseudonymKey: this.#options.pseudonymKey,
      resent: request.resent === true,
    };
    try {
      this.#group.add(readRequest(request, context), context, sender);
    } catch (error) {
      if (error instanceof RequestRefused) sender.resolve({ status: error.status, body: error.problem });
      else sender.reject(error);
    }
  }

  async #keepGroup(): Promise<void> {
    const group = this.#group;
    this.#group = new RequestGroup();
    this.#isKeeping = true;
    await this.#keep(group);
    this.#isKeeping = false;
    this.#advance();
  }

  async #keep(group: RequestGroup): Promise<void> {
    const { spool } = this.#options;
    try {
      const frame = group.frame(this.#recent);
      const isEmpty = frame.events === 0 && frame.rejected.length === 0;
      group.stored(this.#recent, isEmpty ? spool.stats().last : await spool.append(frame));
    } catch (error) {
      if (!(error instanceof SpoolUnavailable)) return group.fail(error);
      const detail = `${error.message} Nothing of this request was stored; send all of it again.`;
      group.refuse(unavailable(error.code, detail));
    }
  }
}
