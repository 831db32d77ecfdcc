import type { EventError } from '../contract/event-error.ts';
import type { ValidationContext } from '../contract/validation-context.ts';
import { encodeEvents } from '../spool/native/event-block.ts';
import type { SpoolFrame } from '../spool/spool-frame.ts';
import type { SpoolPosition } from '../spool/spool-position.ts';
import { answerOf } from './answer-of.ts';
import { BodyText } from './body-text.ts';
import type { CollectAnswer } from './collect-answer.ts';
import type { ReadEvent, ReadRequest, RefusedEvent } from './read-request.ts';
import type { RecentEvents } from './recent-events.ts';
import { rejectedEventOf } from './rejected-event-of.ts';

/** More in one frame would cost no less for each event, and make requests wait for others. */
const MAX_EVENTS = 10_000;
const MAX_BYTES = 16 * 1024 * 1024;

/** Who waits for the answer to a request. */
export interface Sender {
  resolve: (answer: CollectAnswer) => void;
  reject: (error: unknown) => void;
}

interface Member {
  read: ReadRequest;
  context: ValidationContext;
  sender: Sender;
  /** How many of its events are in the frame. */
  accepted: number;
}

/** Requests that become durable together, in one frame, and are answered each on its own. */
export class RequestGroup {
  readonly #members: Member[] = [];
  readonly #accepted: ReadEvent[] = [];
  #events = 0;
  #bytes = 0;

  get isEmpty(): boolean {
    return this.#members.length === 0;
  }

  get isFull(): boolean {
    return this.#events >= MAX_EVENTS || this.#bytes >= MAX_BYTES;
  }

  add(read: ReadRequest, context: ValidationContext, sender: Sender): void {
    this.#members.push({ read, context, sender, accepted: 0 });
    this.#events += read.total;
    this.#bytes += read.body.byteLength;
  }

  /**
   * What is to be kept of the requests. Leaves out the events that are stored already, and refuses those whose identity
   * is stored with other content. To be called once, when no other group is on its way to the disk: an event counts as
   * known only when it is durable, or when it becomes so in this very frame.
   */
  frame(recent: RecentEvents): SpoolFrame {
    const inGroup = new Map<number, ReadEvent>();
    const rejected: SpoolFrame['rejected'] = [];
    for (const member of this.#members) {
      const { read, context } = member;
      const before = this.#accepted.length;
      for (const event of read.events) {
        const { source, id } = event.row;
        const remembered = recent.get(event.key);
        const sibling = inGroup.get(event.key);
        if (sibling === undefined) inGroup.set(event.key, event);
        const content =
          remembered?.id === id && remembered.source === source
            ? remembered.content
            : sibling?.row.id === id && sibling.row.source === source
              ? sibling.content
              : undefined;
        if (content === undefined) this.#accepted.push(event);
        else if (content !== event.content) read.refused.push(conflictOf(read, event));
      }
      member.accepted = this.#accepted.length - before;
      // What comes from rejected_events is kept there already.
      if (context.resent) continue;
      for (const event of read.refused) rejected.push(rejectedEventOf(event, context));
    }
    const events = this.#accepted.length;
    const block = events === 0 ? new Uint8Array() : encodeEvents(this.#accepted.map(({ row }) => row));
    return { events, block, keys: Float64Array.from(this.#accepted, ({ key }) => key), rejected };
  }

  /** To be called when the frame is durable. */
  stored(recent: RecentEvents, position: SpoolPosition | undefined): void {
    for (const { key, content, row } of this.#accepted)
      recent.remember(key, { source: row.source, id: row.id, content });
    for (const { read, accepted, sender } of this.#members)
      sender.resolve(answerOf(read, accepted, position));
  }

  /** Gives all requests the same answer: nothing of them was kept. */
  refuse(answer: CollectAnswer): void {
    for (const { sender } of this.#members) sender.resolve(answer);
  }

  /** To be called when something went wrong that no answer foresees. */
  fail(error: unknown): void {
    for (const { sender } of this.#members) sender.reject(error);
  }
}

function conflictOf({ body }: ReadRequest, { index, row, start, end }: ReadEvent): RefusedEvent {
  const text = new BodyText(body).slice(start, end);
  return { index, id: row.id, text, isReadable: true, errors: [CONFLICT] };
}

const CONFLICT: EventError = {
  code: 'id_conflict',
  path: 'id',
  message:
    'An event with this source and id but other content was taken before; the first one counts. Give every event an id of its own.',
};
