/**
 * Remembers which events were acknowledged lately, so that most events that are sent again are known at once. It may
 * forget: the writer finds what is not known here. It never knows an event that is not durable.
 */
export class RecentEvents {
  readonly #capacity: number;
  /** Two generations: when the young one is full, the old one is dropped as a whole and the young one grows old. */
  #young = new Map<number, number>();
  #old = new Map<number, number>();

  /** @param capacity events that are remembered for certain; at most twice as many are held */
  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  /** The content hash of an event that was acknowledged; undefined when it is not known. */
  contentOf(key: number): number | undefined {
    return this.#young.get(key) ?? this.#old.get(key);
  }

  /** The first content that is remembered for a key stays. */
  remember(key: number, content: number): void {
    if (this.contentOf(key) !== undefined) return;
    if (this.#young.size >= this.#capacity) {
      this.#old = this.#young;
      this.#young = new Map();
    }
    this.#young.set(key, content);
  }
}
