/** Events that are sent in one request, in the order in which they came. */
export interface Batch {
  /** Number of its first event, counted from the first event ever. */
  first: number;
  /** The events as JSON, one each. */
  lines: string[];
  bytes: number;
}

export interface QueueBounds {
  events: number;
  bytes: number;
}

/**
 * The events that are not settled yet, first in, first out, in bounded memory: those that wait and those that are under
 * way. An event is settled once it is answered for or given up.
 */
export class EventQueue {
  private waitingLines: string[] = [];
  private waitingBytes = 0;
  private readonly underWay = new Set<Batch>();
  private heldEvents = 0;
  private heldBytes = 0;
  private added = 0;

  constructor(private readonly bounds: QueueBounds) {}

  get waiting(): number {
    return this.waitingLines.length;
  }

  /** Events that are not settled. */
  get events(): number {
    return this.heldEvents;
  }

  /** Their bytes. */
  get bytes(): number {
    return this.heldBytes;
  }

  /** The number that the next event gets. */
  get next(): number {
    return this.added;
  }

  /** Every event with a lower number is settled. */
  get settledUntil(): number {
    // A set keeps the order in which batches were taken.
    const [oldest] = this.underWay;
    return oldest?.first ?? this.added - this.waiting;
  }

  /** Whether what waits is enough for a batch. */
  fills({ events, bytes }: QueueBounds): boolean {
    return this.waiting >= events || this.waitingBytes >= bytes;
  }

  /** Takes an event; false when there is no room for it. */
  add(line: string, bytes: number): boolean {
    if (this.heldEvents + 1 > this.bounds.events || this.heldBytes + bytes > this.bounds.bytes) return false;
    this.waitingLines.push(line);
    this.waitingBytes += bytes;
    this.heldEvents += 1;
    this.heldBytes += bytes;
    this.added += 1;
    return true;
  }

  /** Hands out the oldest events that wait, as many as one request may have, and at least one. */
  take(most: QueueBounds): Batch {
    const first = this.added - this.waiting;
    let bytes = 0;
    let count = 0;
    for (const line of this.waitingLines) {
      const size = Buffer.byteLength(line);
      if (count > 0 && (count === most.events || bytes + size > most.bytes)) break;
      bytes += size;
      count += 1;
    }
    const batch = { first, lines: this.waitingLines.splice(0, count), bytes };
    this.waitingBytes -= bytes;
    this.underWay.add(batch);
    return batch;
  }

  settle(batch: Batch): void {
    this.underWay.delete(batch);
    this.heldEvents -= batch.lines.length;
    this.heldBytes -= batch.bytes;
  }
}
