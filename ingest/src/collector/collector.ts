import type { EventError } from '../contract/event-error.ts';
import type { ValidationContext } from '../contract/validation-context.ts';
import type { Spool } from '../spool/spool.ts';
import { SpoolUnavailable } from '../spool/spool-unavailable.ts';
import { answerOf } from './answer-of.ts';
import type { CollectAnswer } from './collect-answer.ts';
import type { CollectRequest } from './collect-request.ts';
import { type ReadEvent, type ReadRequest, readRequest } from './read-request.ts';
import { RecentEvents } from './recent-events.ts';
import { rejectedEventOf } from './rejected-event-of.ts';
import { RequestRefused } from './request-refused.ts';

/** About 120 bytes each, for up to twice as many. */
const REMEMBERED_EVENTS = 100_000;
const RETRY_AFTER_SECONDS = 5;

export interface CollectorOptions {
  spool: Spool;
  pseudonymKey: Uint8Array;
  /** Older events are rejected; 0 = no limit. */
  maxEventAgeDays: number;
  /** Milliseconds since 1970. */
  now: () => number;
}

/** Takes the body of POST /v1/events; answers once everything that it took is durable. */
export class Collector {
  readonly #options: CollectorOptions;
  readonly #recent = new RecentEvents(REMEMBERED_EVENTS);

  constructor(options: CollectorOptions) {
    this.#options = options;
  }

  /** Never throws on bad input or a full disk: both are answers. */
  async collect(request: CollectRequest): Promise<CollectAnswer> {
    const context: ValidationContext = {
      now: this.#options.now(),
      maxEventAgeDays: request.backfill ? 0 : this.#options.maxEventAgeDays,
      pseudonymKey: this.#options.pseudonymKey,
      resent: request.resent === true,
    };
    try {
      return await this.#keep(await readRequest(request, context), context);
    } catch (error) {
      if (error instanceof RequestRefused) return { status: error.status, body: error.problem };
      if (error instanceof SpoolUnavailable) {
        const title = 'Events cannot be stored now';
        const detail = `${error.message} Nothing of this request was stored; send all of it again.`;
        return {
          status: 503,
          body: { code: error.code, title, detail },
          retryAfterSeconds: RETRY_AFTER_SECONDS,
        };
      }
      throw error;
    }
  }

  async #keep(read: ReadRequest, context: ValidationContext): Promise<CollectAnswer> {
    const { spool } = this.#options;
    const accepted = this.#dropKnown(read);
    // What comes from rejected_events is kept there already.
    const refused = context.resent ? [] : read.refused;
    const rejected = refused.map(({ parsed, errors }) => rejectedEventOf(parsed, errors, context));
    let position = spool.stats().last;
    if (accepted.length > 0 || rejected.length > 0) {
      position = await spool.append({ events: accepted.map(({ row }) => row), rejected });
      // Only now: an event that is known but not durable would be lost when its sender sends it again.
      for (const { key, content } of accepted) this.#recent.remember(key, content);
    }
    return answerOf(read, accepted.length, position);
  }

  /** Leaves out the events that are stored already, and refuses those whose identity is stored with other content. */
  #dropKnown(read: ReadRequest): ReadEvent[] {
    const inRequest = new Map<number, number>();
    const accepted: ReadEvent[] = [];
    for (const event of read.events) {
      const known = this.#recent.contentOf(event.key) ?? inRequest.get(event.key);
      if (known === undefined) {
        inRequest.set(event.key, event.content);
        accepted.push(event);
      } else if (known !== event.content) {
        read.refused.push({ index: event.index, parsed: event.parsed, errors: [CONFLICT] });
      }
    }
    return accepted;
  }
}

const CONFLICT: EventError = {
  code: 'id_conflict',
  path: 'id',
  message:
    'An event with this source and id but other content was taken before; the first one counts. Give every event an id of its own.',
};
