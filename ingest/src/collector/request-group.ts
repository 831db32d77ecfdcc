import type { EventError } from '../contract/event-error.ts';
import type { EventRow } from '../contract/event-row.ts';
import type { ValidationContext } from '../contract/validation-context.ts';
import { Block } from '../spool/native/block.ts';
import { firstRows } from '../spool/native/first-rows.ts';
import { findRepeats } from '../spool/native/repeats.ts';
import type { SpoolFrame } from '../spool/spool-frame.ts';
import type { SpoolPosition } from '../spool/spool-position.ts';
import { answerOf } from './answer-of.ts';
import { BodyText } from './body-text.ts';
import type { CollectAnswer } from './collect-answer.ts';
import type { ReadRequest, RefusedEvent } from './read-request.ts';
import type { RecentEvents } from './recent-events.ts';
import { rejectedEventOf } from './rejected-event-of.ts';

/** More in one frame would cost no less for each event, and make requests wait for others. */
const MAX_EVENTS = 10_000;
const MAX_BYTES = 16 * 1024 * 1024;

/**
 * Rows become columns as soon as there are so many. They live so shortly then that the garbage collector does not have to
 * move them.
 */
const PACKED_TOGETHER = 1000;

/** Who waits for the answer to a request. */
export interface Sender {
  resolve: (answer: CollectAnswer) => void;
  reject: (error: unknown) => void;
}

interface Member {
  read: Omit<ReadRequest, 'rows'>;
  context: ValidationContext;
  sender: Sender;
  /** How many of its events are in the frame. */
  accepted: number;
}

/** Requests that become durable together, in one frame, and are answered each on its own. */
export class RequestGroup {
  readonly #members: Member[] = [];
  readonly #packed: Block[] = [];
  #rows: EventRow[] = [];
  #events = 0;
  #bytes = 0;
  #kept: { block: Block; keys: Float64Array; contents: Float64Array } | undefined;

  get isEmpty(): boolean {
    return this.#members.length === 0;
  }

  get isFull(): boolean {
    return this.#events >= MAX_EVENTS || this.#bytes >= MAX_BYTES;
  }

  add({ rows, ...read }: ReadRequest, context: ValidationContext, sender: Sender): void {
    this.#members.push({ read, context, sender, accepted: 0 });
    this.#events += read.total;
    this.#bytes += read.body.byteLength;
    for (const row of rows) this.#rows.push(row);
    if (this.#rows.length >= PACKED_TOGETHER) this.#pack();
  }

  /**
   * What is to be kept of the requests. Leaves out the events that are stored already, and refuses those whose identity
   * is stored with other content. To be called once, when no other group is on its way to the disk: an event counts as
   * known only when it is durable, or when it becomes so in this very frame.
   */
  frame(recent: RecentEvents): SpoolFrame {
    this.#pack();
    const block = Block.concat(this.#packed);
    const { keys, contents } = this.#hashes(block.rows);
    const repeats = findRepeats(block, keys, firstRows(block.rows));
    const accepted: number[] = [];
    const rejected: SpoolFrame['rejected'] = [];
    let row = 0;
    for (const member of this.#members) {
      const { read, context } = member;
      const before = accepted.length;
      for (let event = 0; event < read.events.keys.length; event += 1, row += 1) {
        const first = repeats.get(row);
        const content =
          recent.contentOf(block, row, keys[row]!) ?? (first === undefined ? undefined : contents[first]);
        if (content === undefined) accepted.push(row);
        else if (content !== contents[row]) read.refused.push(conflictOf(read, event, block.text('id', row)));
      }
      member.accepted = accepted.length - before;
      // What comes from rejected_events is kept there already.
      if (context.resent) continue;
      for (const event of read.refused) rejected.push(rejectedEventOf(event, context));
    }
    const events = accepted.length;
    const isWhole = events === block.rows;
    const kept = {
      block: isWhole ? block : block.select(accepted),
      keys: isWhole ? keys : Float64Array.from(accepted, (row) => keys[row]!),
      contents: isWhole ? contents : Float64Array.from(accepted, (row) => contents[row]!),
    };
    this.#kept = kept;
    return {
      events,
      block: events === 0 ? new Uint8Array() : kept.block.encode(),
      keys: kept.keys,
      rejected,
    };
  }

  /** To be called when the frame is durable. */
  stored(recent: RecentEvents, position: SpoolPosition | undefined): void {
    const { block, keys, contents } = this.#kept!;
    recent.remember(block, keys, contents);
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

  /** The keys and the content hashes of all rows. */
  #hashes(rows: number): { keys: Float64Array; contents: Float64Array } {
    const keys = new Float64Array(rows);
    const contents = new Float64Array(rows);
    let at = 0;
    for (const { read } of this.#members) {
      keys.set(read.events.keys, at);
      contents.set(read.events.contents, at);
      at += read.events.keys.length;
    }
    return { keys, contents };
  }

  #pack(): void {
    if (this.#rows.length === 0) return;
    this.#packed.push(Block.of(this.#rows));
    this.#rows = [];
  }
}

function conflictOf({ body, events }: Member['read'], event: number, id: string): RefusedEvent {
  const text = new BodyText(body).slice(events.starts[event]!, events.ends[event]!);
  return { index: events.indexes[event]!, id, text, isReadable: true, errors: [CONFLICT] };
}

const CONFLICT: EventError = {
  code: 'id_conflict',
  path: 'id',
  message:
    'An event with this source and id but other content was taken before; the first one counts. Give every event an id of its own.',
};
