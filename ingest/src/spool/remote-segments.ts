import type { MessagePort } from 'node:worker_threads';
import { readFrames } from './read-frames.ts';
import type { Segment, SegmentFacts } from './segment.ts';
import type { SegmentAnswer, SegmentRequest } from './segment-messages.ts';
import type { SegmentSource } from './segment-source.ts';
import type { DamageReport } from './set-aside.ts';

/** The segments of a spool that is open in another thread. Their files are read in this one. */
export class RemoteSegments implements SegmentSource {
  readonly #port: MessagePort;
  readonly #report: DamageReport;
  readonly #takers: ((segment: SegmentFacts | undefined) => void)[] = [];
  readonly #forgetters = new Map<number, (error: Error | undefined) => void>();
  #isStopping = false;
  #isClosed = false;

  constructor(port: MessagePort, report: DamageReport) {
    this.#port = port;
    this.#report = report;
    port.on('message', (answer: SegmentAnswer) => {
      // Nobody may be waiting any more: then the segment stays in the spool for the next start.
      if ('taken' in answer) this.#takers.shift()?.(answer.taken);
      else this.#forgetters.get(answer.forgotten)!(answer.error);
    });
    port.on('close', () => this.#closed());
  }

  async takeSegment(): Promise<Segment | undefined> {
    const facts = await new Promise<SegmentFacts | undefined>((resolve) => {
      if (this.#isStopping) return resolve(undefined);
      this.#takers.push(resolve);
      this.#ask({ take: true });
    });
    if (facts === undefined) return undefined;
    return { ...facts, read: () => readFrames(facts, this.#report) };
  }

  async forget({ sequence }: Segment): Promise<void> {
    const error = await new Promise<Error | undefined>((resolve) => {
      if (this.#isClosed) return resolve(new Error('The spool is closed.'));
      this.#forgetters.set(sequence, resolve);
      this.#ask({ forget: sequence });
    });
    this.#forgetters.delete(sequence);
    if (error !== undefined) throw error;
  }

  /** Gives out no more segments. What was taken can still be forgotten. */
  stop(): void {
    this.#isStopping = true;
    for (const taker of this.#takers.splice(0)) taker(undefined);
  }

  /** Lets the other end know that nobody needs it any more. */
  close(): void {
    this.#port.close();
  }

  #ask(request: SegmentRequest): void {
    this.#port.postMessage(request);
  }

  #closed(): void {
    this.#isClosed = true;
    this.stop();
    for (const forgetter of this.#forgetters.values()) forgetter(new Error('The spool is closed.'));
  }
}
