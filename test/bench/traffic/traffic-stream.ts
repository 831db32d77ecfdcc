import { DAY_MS, FIRST_DAY } from './day-of-traffic.ts';
import type { Template } from './template.ts';

/** Where in the traffic a stream is. */
export interface StreamOptions {
  /** The day of the first requests, in milliseconds since 1970. */
  firstDay: number;
  /** All events are of the instant at which they are written, instead of their own day. */
  live: boolean;
}

/**
 * Traffic without end, every event of it another one, in the order in which it is sent. It begins with the service: on the
 * first day nobody looks at clips of the days before.
 */
export class TrafficStream {
  readonly #template: Template;
  readonly #live: boolean;
  /** Days from those of the template to the first of ours. */
  readonly #offset: number;
  #day = 0;
  #line = 0;

  constructor(template: Template, { firstDay, live }: StreamOptions) {
    this.#template = template;
    this.#live = live;
    this.#offset = Math.floor((firstDay - FIRST_DAY) / DAY_MS);
  }

  /** Milliseconds since 1970: the start of the day that is being written. */
  get today(): number {
    return FIRST_DAY + (this.#offset + this.#day) * DAY_MS;
  }

  /** Bytes that this many lines need at most. */
  capacity(lines: number): number {
    return lines * this.#template.longest;
  }

  /**
   * Writes the next lines.
   * @param at where to; behind it there must be room for `capacity(lines)`
   * @returns where they end
   */
  write(out: Buffer, at: number, lines: number): number {
    const template = this.#template;
    const clock = this.#live ? Buffer.from(new Date().toISOString().slice(0, 23)) : undefined;
    let end = at;
    for (let left = lines; left > 0; ) {
      while (this.#line < template.lines && !this.#hasBegun()) this.#line += 1;
      if (this.#line === template.lines) {
        this.#day += 1;
        this.#line = 0;
        continue;
      }
      const from = this.#line;
      for (; left > 0 && this.#line < template.lines && this.#hasBegun(); left -= 1) this.#line += 1;
      end = template.write(out, end, from, this.#line, this.#offset + this.#day, clock);
    }
    return end;
  }

  #hasBegun(): boolean {
    return this.#template.daysLater(this.#line) <= this.#day;
  }
}
