import type { SpoolPosition } from './spool/spool-position.ts';

interface Written {
  position: SpoolPosition;
  /** When its oldest event was acknowledged, in milliseconds since 1970. */
  oldest: number;
}

interface Waiter {
  position: SpoolPosition;
  resolve: () => void;
}

/** How far events have come: written to ClickHouse, then settled into the totals. */
export class Progress {
  /** Written and not settled, oldest first. */
  #written: Written[] = [];
  #last: SpoolPosition | undefined;
  #settled: SpoolPosition | undefined;
  #hasSettled = false;
  #waiters: Waiter[] = [];
  readonly #onChange: () => void;

  /** @param onChange called when `oldest` may have changed */
  constructor(onChange: () => void = () => {}) {
    this.#onChange = onChange;
  }

  /** Somebody waits for events to be settled. */
  get isAwaited(): boolean {
    return this.#waiters.length > 0;
  }

  /**
   * When the oldest event that is written and not settled was acknowledged, in milliseconds since 1970; undefined when
   * all are settled. Before the first settling it is 0: nobody knows then what an earlier run has left.
   */
  get oldest(): number | undefined {
    if (!this.#hasSettled) return 0;
    // The least, not the first: the clock may have been set back.
    return this.#written.length === 0 ? undefined : Math.min(...this.#written.map(({ oldest }) => oldest));
  }

  written(position: SpoolPosition, oldest: number): void {
    this.#written.push({ position, oldest });
    this.#last = position;
    this.#onChange();
  }

  /** To be called before the settler looks for what to do; answers what to call when it has done all that it found. */
  startSettling(): () => void {
    const upTo = this.#last;
    return () => {
      this.#hasSettled = true;
      this.#settled = upTo;
      this.#written = this.#written.filter(({ position }) => !isCovered(position, upTo));
      const done = this.#waiters.filter(({ position }) => isCovered(position, upTo));
      this.#waiters = this.#waiters.filter(({ position }) => !isCovered(position, upTo));
      this.#onChange();
      for (const { resolve } of done) resolve();
    };
  }

  /** Resolves once everything up to this position is settled. */
  settled(position: SpoolPosition): Promise<void> {
    if (isCovered(position, this.#settled)) return Promise.resolve();
    return new Promise((resolve) => this.#waiters.push({ position, resolve }));
  }
}

function isCovered(position: SpoolPosition, upTo: SpoolPosition | undefined): boolean {
  if (upTo === undefined) return false;
  return position.segment < upTo.segment || (position.segment === upTo.segment && position.end <= upTo.end);
}
