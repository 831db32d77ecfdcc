import { setTimeout as sleep } from 'node:timers/promises';
import { Logger } from '@nestjs/common';

/** How long a reader waits for a store that does not answer: when it knows a value, and when it knows none. */
const PATIENCE_MS = 1000;
const PATIENCE_UNKNOWN_MS = 10_000;
const ASK_AGAIN_AFTER_MS = 1000;

/**
 * A value that is read from PostgreSQL each time, and is what it was last while PostgreSQL is away. Only the first to
 * notice that waits for it, a second at most; all others get the value at once, until it answers again.
 */
export class LastKnown<T> {
  private readonly logger = new Logger(LastKnown.name);
  private value: T | undefined;
  private awaySince: number | undefined;
  private asked = 0;
  private answered = 0;

  /** @param read gets the value that is known, if any, so that it may find out that it is still right */
  constructor(
    private readonly name: string,
    private readonly read: (known: T | undefined) => Promise<T>,
  ) {}

  /** @throws the error of `read` if nothing is known yet, or that it took too long. */
  async get(): Promise<T> {
    const { value, awaySince } = this;
    if (value === undefined) return this.ask(PATIENCE_UNKNOWN_MS);
    if (awaySince !== undefined && Date.now() - awaySince < ASK_AGAIN_AFTER_MS) return value;
    try {
      return await this.ask(PATIENCE_MS);
    } catch (error) {
      this.awaySince = Date.now();
      this.logger.warn(`${this.name} cannot be read, so what was known last is used: ${error}`);
      return this.value!;
    }
  }

  private async ask(patienceMs: number): Promise<T> {
    this.asked += 1;
    const number = this.asked;
    const reading = this.read(this.value).then((value) => {
      this.awaySince = undefined;
      // An answer that was overtaken by a later one is not the news.
      if (number > this.answered) Object.assign(this, { value, answered: number });
      return this.value!;
    });
    const patience = new AbortController();
    const late = sleep(patienceMs, undefined, { ref: false, signal: patience.signal }).then(() => {
      throw new Error('PostgreSQL does not answer');
    });
    late.catch(() => undefined);
    try {
      return await Promise.race([reading, late]);
    } finally {
      patience.abort();
    }
  }
}
