import { type ClientOptions, type ClientSettings, readOptions } from './client-options.ts';
import type { ClientStats } from './client-stats.ts';
import { BatchDelivery } from './delivery/batch-delivery.ts';
import { Delivery } from './delivery/delivery.ts';
import { EventQueue } from './delivery/event-queue.ts';
import { Pauses } from './delivery/pauses.ts';
import type { CloudEvent } from './events/cloud-event.ts';
import type { EventData, EventType } from './events/event-data.ts';
import { uuidV7 } from './events/uuid-v7.ts';
import { type DropReason, Reports } from './reports.ts';

/** What may be told of an event besides what is in it. */
export interface EventOptions {
  /**
   * Makes it the same event when another process sends it again, such as `${job}/attempt-2`; give its `time` then too:
   * the same id with other content is kept as a conflict, not counted. A UUID unless told.
   */
  id?: string | undefined;
  /** When it happened, as a Date or in RFC 3339; the time of the call unless told. */
  time?: Date | string | undefined;
}

export interface WaitOptions {
  /** How long to wait at most, in milliseconds. */
  timeoutMs?: number | undefined;
}

/** Bytes of one event as the server takes it. */
const EVENT_BYTES_MAX = 64 * 1024;
/** Well inside the 16 MiB of one request, so that little has to be sent again after a failure. */
const BATCH_BYTES_MAX = 2 * 1024 * 1024;
const CLOSE_TIMEOUT_MS = 10_000;

/**
 * Sends the events of a service to Breakeven. Each event is fixed at the call, with its id and its time; it is sent in the
 * background, in batches, again until the server has answered for it, and counts once however often that was.
 *
 * Sending never throws and never waits. It answers true when the event was taken, false when it is lost and `onDropped` has
 * been told why. Make one client for a process and keep it.
 */
export class BreakevenClient {
  private readonly settings: ClientSettings;
  private readonly reports: Reports;
  private readonly queue: EventQueue;
  private readonly delivery: Delivery;
  private readonly counts: ClientStats = {
    ...{ buffered: 0, bufferedBytes: 0, accepted: 0, duplicates: 0, rejected: 0, dropped: 0 },
    ...{ requests: 0, failedRequests: 0 },
  };
  private closing: Promise<boolean> | undefined;

  /** @throws TypeError when an option can't be right. */
  constructor(options: ClientOptions) {
    const settings = readOptions(options);
    const reports = new Reports(options);
    const abandoning = new AbortController();
    const pauses = new Pauses();
    const batches = new BatchDelivery(settings, this.counts, reports, pauses, abandoning.signal);
    this.settings = settings;
    this.reports = reports;
    this.queue = new EventQueue({ events: settings.bufferEvents, bytes: settings.bufferBytes });
    this.delivery = new Delivery({
      queue: this.queue,
      batch: { events: settings.batchEvents, bytes: BATCH_BYTES_MAX },
      delayMs: settings.batchDelayMs,
      pauses,
      abandon: () => abandoning.abort(),
      deliver: ({ lines }) => batches.deliver(lines),
    });
    process.on('beforeExit', this.beforeExit);
  }

  /** A user asked for a clip. The facts given here hold for all events of the generation. */
  generationRequested(generation: string, data: EventData<'generation.requested'>, options?: EventOptions) {
    return this.send('generation.requested', generation, data, options);
  }

  /** An attempt ended, well or not: what it used of which GPU. */
  generationCompleted(generation: string, data: EventData<'generation.completed'>, options?: EventOptions) {
    return this.send('generation.completed', generation, data, options);
  }

  /** A classifier or a person decided at one stage. */
  moderationDecided(generation: string, data: EventData<'moderation.decided'>, options?: EventOptions) {
    return this.send('moderation.decided', generation, data, options);
  }

  /** An appeal was resolved. */
  moderationAppealed(generation: string, data: EventData<'moderation.appealed'>, options?: EventOptions) {
    return this.send('moderation.appealed', generation, data, options);
  }

  /** A clip was labelled as made by AI, or its label was looked at. */
  clipLabelled(generation: string, data: EventData<'clip.labelled'>, options?: EventOptions) {
    return this.send('clip.labelled', generation, data, options);
  }

  /** A user kept, discarded or made a clip again, or rated it. */
  clipRated(generation: string, data: EventData<'clip.rated'>, options?: EventOptions) {
    return this.send('clip.rated', generation, data, options);
  }

  /** A clip left the service, or went into its feed. */
  clipShared(generation: string, data: EventData<'clip.shared'>, options?: EventOptions) {
    return this.send('clip.shared', generation, data, options);
  }

  /** A clip was watched, once or several times. */
  clipViewed(generation: string, data: EventData<'clip.viewed'>, options?: EventOptions) {
    return this.send('clip.viewed', generation, data, options);
  }

  /** An ad was seen. `generation` is null where it was not beside a clip. */
  adImpression(generation: string | null, data: EventData<'ad.impression'>, options?: EventOptions) {
    return this.send('ad.impression', generation, data, options);
  }

  /** What a network pays differs from what was reported. `time` is the instant that it corrects. */
  adRevenueAdjusted(
    generation: string | null,
    data: EventData<'ad.revenue_adjusted'>,
    options?: EventOptions,
  ) {
    return this.send('ad.revenue_adjusted', generation, data, options);
  }

  /** GPUs that were paid for during an interval, used or not. */
  capacityReported(data: EventData<'capacity.reported'>, options?: EventOptions) {
    return this.send('capacity.reported', null, data, options);
  }

  /**
   * Sends what waits without waiting for more. Answers true once every event that was sent before the call is settled
   * (stored, rejected or lost: the callbacks have told); false when `timeoutMs` ends first. Never throws.
   */
  flush({ timeoutMs }: WaitOptions = {}): Promise<boolean> {
    return this.delivery.flush(timeoutMs);
  }

  /**
   * Takes no more events and flushes, without waiting out its own pauses between tries, for 10 s unless told; what is left
   * then is dropped as `closed`. Answers whether nothing was left. Never throws.
   */
  close({ timeoutMs = CLOSE_TIMEOUT_MS }: WaitOptions = {}): Promise<boolean> {
    process.off('beforeExit', this.beforeExit);
    this.closing ??= this.delivery.close(timeoutMs);
    return this.closing;
  }

  stats(): ClientStats {
    return { ...this.counts, buffered: this.queue.events, bufferedBytes: this.queue.bytes };
  }

  // The process has nothing more to do: now or never.
  private readonly beforeExit = () => {
    if (this.queue.events > 0) void this.close();
  };

  private send<Type extends EventType>(
    type: Type,
    generation: string | null,
    data: EventData<Type>,
    options: EventOptions | undefined,
  ): boolean {
    const time = options?.time;
    const event = {
      specversion: '1.0',
      id: options?.id ?? uuidV7(Date.now()),
      source: this.settings.source,
      type,
      time: typeof time === 'string' ? time : '',
      ...(generation !== null && { subject: generation }),
      data,
    };
    let line: string;
    try {
      if (typeof time !== 'string') event.time = (time ?? new Date()).toISOString();
      line = JSON.stringify(event);
    } catch {
      return this.drop(event, 'invalid'); // a wrong date, a circle or a BigInt
    }
    const bytes = Buffer.byteLength(line);
    if (this.closing !== undefined) return this.drop(event, 'closed');
    if (bytes > EVENT_BYTES_MAX) return this.drop(event, 'too_large');
    if (!this.queue.add(line, bytes)) return this.drop(event, 'buffer_full');
    this.delivery.advance();
    return true;
  }

  private drop(event: object, reason: DropReason): false {
    this.counts.dropped += 1;
    this.reports.dropped(() => [event as CloudEvent], reason);
    return false;
  }
}
