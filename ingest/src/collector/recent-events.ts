/** An event's identity and a hash of what it says. */
export interface KnownEvent {
  source: string;
  id: string;
  content: number;
}

/**
 * Remembers which events were acknowledged lately, so that most events that are sent again are known at once. It may
 * forget: the writer finds what is not known here. It never knows an event that is not durable.
 */
export class RecentEvents {
  readonly #capacity: number;
  /** Two generations: when the young one is full, the old one is dropped as a whole and the young one grows old. */
  #young = new Map<number, KnownEvent>();
  #old = new Map<number, KnownEvent>();

  /** @param capacity events that are remembered for certain; at most twice as many are held */
  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  /**
   * What is remembered under an eventKey. Another event may have the same key, so the identity is to be compared: an
   * event that shares its key with one that is remembered is not known.
   */
  get(key: number): KnownEvent | undefined {
    return this.#young.get(key) ?? this.#old.get(key);
  }

  /** What is remembered first under a key stays. */
  remember(key: number, { source, id, content }: KnownEvent): void {
    if (this.get(key) !== undefined) return;
    if (this.#young.size >= this.#capacity) {
      this.#old = this.#young;
      this.#young = new Map();
    }
    this.#young.set(key, { source, id, content });
  }
}
