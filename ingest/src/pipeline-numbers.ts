/** What the threads tell of themselves. Each is written by one thread. Instants are milliseconds since 1970. */
const NAMES = [
  /** By the collect thread: events that it found in the spool at the start or has put there. */
  'taken',
  'collectorDuplicates',
  'collectorRejected',
  'spoolEvents',
  'spoolBytes',
  'spoolSegments',
  /** When the oldest frame in the spool was appended; NEVER when nothing waits there. */
  'spoolOldest',
  /** Files of damaged parts: those that it found at the start, and those that it has written. */
  'collectorSetAside',
  /** By the count thread: events that were taken and turned out not to be new, or not to be countable. */
  'dropped',
  'writerDuplicates',
  'writerRejected',
  /** When the oldest event that is written and not settled was acknowledged; NEVER when all are settled. */
  'settlingOldest',
  'settlingBuckets',
  'writerSetAside',
] as const;

export type PipelineNumber = (typeof NAMES)[number];

/** Later than every instant. */
export const NEVER = Number.MAX_SAFE_INTEGER;

/** Numbers in memory that all threads share: any thread may read any of them at any time, without asking. */
export class PipelineNumbers {
  readonly memory: SharedArrayBuffer;
  readonly #cells: BigInt64Array;

  constructor(memory = new SharedArrayBuffer(NAMES.length * BigInt64Array.BYTES_PER_ELEMENT)) {
    this.memory = memory;
    this.#cells = new BigInt64Array(memory);
  }

  get(name: PipelineNumber): number {
    return Number(Atomics.load(this.#cells, NAMES.indexOf(name)));
  }

  /** @param value a whole number */
  set(name: PipelineNumber, value: number): void {
    Atomics.store(this.#cells, NAMES.indexOf(name), BigInt(value));
  }

  add(name: PipelineNumber, value: number): void {
    Atomics.add(this.#cells, NAMES.indexOf(name), BigInt(value));
  }
}
