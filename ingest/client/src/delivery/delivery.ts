import type { Batch, EventQueue, QueueBounds } from './event-queue.ts';
import { Pauses } from './pauses.ts';

/** Two requests hide each other's way to the server and back; more would only come back together after a failure. */
const REQUESTS_AT_ONCE = 2;

export interface DeliveryOptions {
  queue: EventQueue;
  /** The most that one request carries. */
  batch: QueueBounds;
  /** How long an event waits for others to share its request, in milliseconds. */
  delayMs: number;
  pauses: Pauses;
  /** Called once nothing more is to be tried. */
  abandon(): void;
  /** Answers once every event of the batch is settled. Must not throw. */
  deliver(batch: Batch): Promise<void>;
}

/**
 * When what is sent: a batch is on its way as soon as it is full, when an event has waited long enough, or when somebody
 * flushes. Only a flush that is waited for, and a request under way, keep the process running.
 */
export class Delivery {
  private requests = 0;
  /** Whether what waits is sent without waiting for more. */
  private isDue = false;
  private dueTimer: NodeJS.Timeout | undefined;
  private readonly flushes = new Set<{ until: number; end(isSettled: boolean): void }>();

  constructor(private readonly options: DeliveryOptions) {}

  /** Sends what is to be sent by now; to be called when an event has come into the queue. */
  advance(): void {
    const { queue, batch, delayMs } = this.options;
    while (this.requests < REQUESTS_AT_ONCE && queue.waiting > 0 && (this.isDue || queue.fills(batch))) {
      void this.send(queue.take(batch));
    }
    if (queue.waiting === 0) this.isDue = false;
    if (queue.waiting === 0 || this.isDue) {
      clearTimeout(this.dueTimer);
      this.dueTimer = undefined;
    } else {
      this.dueTimer ??= setTimeout(() => this.sendAll(), delayMs).unref();
    }
  }

  /** Answers true once all events that came before the call are settled; false after `timeoutMs`, with some left. */
  async flush(timeoutMs?: number): Promise<boolean> {
    const { queue, pauses } = this.options;
    const until = queue.next;
    if (queue.settledUntil >= until) return true;
    const release = pauses.hold();
    try {
      return await new Promise<boolean>((resolve) => {
        const timer = timeoutMs === undefined ? undefined : setTimeout(() => flush.end(false), timeoutMs);
        const flush = {
          until,
          end: (isSettled: boolean) => {
            clearTimeout(timer);
            this.flushes.delete(flush);
            resolve(isSettled);
          },
        };
        this.flushes.add(flush);
        this.sendAll();
      });
    } finally {
      release();
    }
  }

  /** Flushes as hard as the server allows, then gives up what is left. Answers whether nothing was. */
  async close(timeoutMs: number): Promise<boolean> {
    this.options.pauses.hurry();
    if (await this.flush(timeoutMs)) return true;
    this.options.abandon();
    this.options.pauses.end();
    await this.flush();
    return false;
  }

  private sendAll(): void {
    this.isDue = true;
    this.advance();
  }

  private async send(batch: Batch): Promise<void> {
    this.requests += 1;
    await this.options.deliver(batch);
    this.requests -= 1;
    this.options.queue.settle(batch);
    const { settledUntil } = this.options.queue;
    for (const flush of this.flushes) if (flush.until <= settledUntil) flush.end(true);
    this.advance();
  }
}
