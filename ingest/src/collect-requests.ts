import type { TransferListItem } from 'node:worker_threads';
import type { CollectAnswer } from './collector/collect-answer.ts';
import type { CollectRequest } from './collector/collect-request.ts';
import { unavailable } from './collector/unavailable.ts';
import type { NumberedAnswer, NumberedRequest, ToCollectThread } from './thread-messages.ts';

/** The bodies that are not answered yet take at most so much memory, as they were sent. */
export const MAX_WAITING_BYTES = 64 * 1024 ** 2;
/** A body of this size is handed over as it is. Copying a smaller one costs less than that. */
const LARGE_BODY_BYTES = 64 * 1024;

type Post = (message: ToCollectThread, transfer: TransferListItem[]) => void;

interface Sender {
  bytes: number;
  resolve: (answer: CollectAnswer) => void;
  reject: (error: unknown) => void;
}

/** Brings requests to the collect thread, those of one turn of the event loop in one message, and answers to who asked. */
export class CollectRequests {
  readonly #post: Post;
  readonly #senders = new Map<number, Sender>();
  #gathered: NumberedRequest[] = [];
  #lastId = 0;
  #waitingBytes = 0;
  #refusal: CollectAnswer | undefined;

  constructor(post: Post) {
    this.#post = post;
  }

  /** Bytes of the bodies that are not answered yet, as they were sent. */
  get waitingBytes(): number {
    return this.#waitingBytes;
  }

  collect(request: CollectRequest): Promise<CollectAnswer> {
    const bytes = request.body.byteLength;
    if (this.#refusal !== undefined) return Promise.resolve(this.#refusal);
    if (this.#waitingBytes + bytes > MAX_WAITING_BYTES) return Promise.resolve(BUSY);
    return new Promise((resolve, reject) => {
      const id = ++this.#lastId;
      this.#waitingBytes += bytes;
      this.#senders.set(id, { bytes, resolve, reject });
      if (this.#gathered.push({ id, request }) === 1) setImmediate(() => this.#send());
    });
  }

  answered(answers: readonly NumberedAnswer[]): void {
    for (const { id, answer } of answers) {
      const { bytes, resolve, reject } = this.#senders.get(id)!;
      this.#senders.delete(id);
      this.#waitingBytes -= bytes;
      if (answer === undefined) reject(new Error('The collect thread could not work on the request.'));
      else resolve(answer);
    }
  }

  /** Gives all who come from now on this answer. */
  refuse(refusal: CollectAnswer): void {
    this.#refusal = refusal;
  }

  /** Gives all this answer, also those who wait, because the thread will not answer. */
  abandon(refusal: CollectAnswer): void {
    this.refuse(refusal);
    this.answered([...this.#senders.keys()].map((id) => ({ id, answer: refusal })));
  }

  #send(): void {
    const gathered = this.#gathered;
    this.#gathered = [];
    const transfer: ArrayBuffer[] = [];
    let size = 0;
    for (const { request } of gathered) if (!isHandedOver(request.body)) size += request.body.byteLength;
    const copies = new Uint8Array(size);
    transfer.push(copies.buffer);
    let at = 0;
    const requests = gathered.map(({ id, request }) => {
      if (isHandedOver(request.body)) {
        transfer.push(request.body.buffer);
        return { id, request };
      }
      const body = copies.subarray(at, at + request.body.byteLength);
      body.set(request.body);
      at += body.byteLength;
      return { id, request: { ...request, body } };
    });
    this.#post({ requests }, transfer);
  }
}

/** Only a body that has its memory for itself can be handed over: others may be using what is around it. */
function isHandedOver(body: Uint8Array): body is Uint8Array<ArrayBuffer> {
  const { buffer, byteLength } = body;
  return byteLength >= LARGE_BODY_BYTES && buffer instanceof ArrayBuffer && buffer.byteLength === byteLength;
}

const BUSY = unavailable(
  'busy',
  'More requests wait than there is memory for. Nothing of this request was stored; send all of it again.',
);
