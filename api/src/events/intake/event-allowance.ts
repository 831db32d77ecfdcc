/** A key may have saved up this much for a burst. */
const BURST_SECONDS = 10;

/**
 * How many events each key may send: so many a second, saved up for ten seconds.
 *
 * How many events a request holds is known only once it is read, so a key is welcome while it has anything left, and goes
 * into debt by what it then sends. Over any long time this is exact, and a large batch is never refused for its size.
 */
export class EventAllowance {
  readonly #left = new Map<string, { events: number; at: number }>();

  /**
   * @param perSecond events a second for each key; 0 = as many as it likes
   * @param now milliseconds of a clock that never goes back
   */
  constructor(
    private readonly perSecond: number,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** Whole seconds until the key has something left again; 0 = it is welcome now. */
  secondsToWait(key: string): number {
    if (this.perSecond === 0) return 0;
    const { events } = this.#filled(key);
    // One event more than the debt, for a key is welcome only with something left.
    return events > 0 ? 0 : Math.ceil((1 - events) / this.perSecond);
  }

  /** Takes so many events from the key's allowance; a negative number gives them back. */
  charge(key: string, events: number): void {
    if (this.perSecond > 0) this.#filled(key).events -= events;
  }

  #filled(key: string): { events: number } {
    const now = this.now();
    const most = this.perSecond * BURST_SECONDS;
    const entry = this.#left.get(key);
    if (!entry) {
      const full = { events: most, at: now };
      this.#left.set(key, full);
      return full;
    }
    entry.events = Math.min(most, entry.events + ((now - entry.at) / 1000) * this.perSecond);
    entry.at = now;
    return entry;
  }
}
